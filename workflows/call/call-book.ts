import { condition, defineSignal, setHandler } from '@temporalio/workflow';
import type { FoundClient, TermsNow } from '../../activities/contract/greeting.ts';
import { isBridged } from '../../domain/call-answer.ts';
import { cardStep } from '../../domain/card-step.ts';
import { concernsClient, isHungUp, sideOf } from '../../domain/call-facts.ts';
import { factsToShow, standingOf } from '../../domain/call-standing.ts';
import { addEvent, newCall, removeEvent, type CallState } from '../../domain/call-state.ts';
import type { CallTerms } from '../../domain/call-terms.ts';
import type { ReceivedEvent } from '../../domain/received-event.ts';
import type { Client } from '../../domain/uon-shapes.ts';
import { database, inTurn } from '../activity-proxies.ts';
import type { CardAnswer } from '../card-messages.ts';
import { SIGNAL, type CallInput } from '../names.ts';
import type { ClientAnswer, LeadAnswer } from '../number-messages.ts';
import type { PopupAnswer } from '../popup-messages.ts';
import { CallJournal } from './call-journal.ts';

export const pbxEvents = defineSignal<[readonly ReceivedEvent[]]>(SIGNAL.pbxEvents);
export const retractEvent = defineSignal<[number]>(SIGNAL.retractEvent);
export const clientAnswer = defineSignal<[ClientAnswer]>(SIGNAL.clientAnswer);
export const leadAnswer = defineSignal<[LeadAnswer]>(SIGNAL.leadAnswer);
export const cardAnswer = defineSignal<[CardAnswer]>(SIGNAL.cardAnswer);

export const popupEnded = defineSignal<[string, PopupAnswer]>(SIGNAL.popupEnded);

/** A start and its dial come at the same time, or the dial comes a second or more later. */
const DIAL_FOLLOWS_MS = 250;

/**
 * What one call's workflow knows: the events, the settings, what it found and did. Signal handlers only note what
 * happened; the parts of the story wait for what they need of it.
 */
export class CallBook {
  readonly input: CallInput;
  /** The call is over, and a step of it is done anew. */
  readonly isRepeat: boolean;
  readonly journal: CallJournal;
  state: CallState;
  /** Inbox ids of all events that were told before the call closed. */
  readonly heard: number[] = [];
  /** The number workflow's answers. */
  answeredClient: ClientAnswer | null = null;
  answeredLead: LeadAnswer | null = null;
  /** Of the workflows of managers, by manager. */
  readonly popupAnswers = new Map<string, PopupAnswer>();
  /** Popups that are told together with those of other calls: nothing but the end of the call waits for them. */
  readonly owedPopups: Promise<void>[] = [];
  clientId: string | null = null;
  leadId: string | null = null;
  /** The call's story is over: nothing new begins. */
  closing = false;
  /** The end without a hangup: `max_call_hours` have passed. */
  gaveUp = false;
  /** The first popups are out, or wait for something: until then what nobody waits for stands back. */
  isGreeted = false;
  /** U-ON, or the number's creator, said who calls or that nobody knows. */
  isCallerKnown = false;
  /** The client as U-ON described it, when it was found. */
  client: Client | null = null;

  #terms: CallTerms | null = null;
  #termsVersion: string | null = null;
  readonly #takenBack = new Set<number>();

  constructor(input: CallInput, { isRepeat = false } = {}) {
    this.input = input;
    this.isRepeat = isRepeat;
    this.state = newCall(input.callId);
    this.journal = new CallJournal({
      enterprise: input.enterprise,
      facts: () => factsToShow(this.state, this.#terms, this),
      standing: () => standingOf(this.state, this.#terms, this),
    });
    setHandler(pbxEvents, (events) => (this.closing ? this.#noteLate(events) : this.#hear(events)));
    setHandler(retractEvent, (inboxId) => this.#takeBack(inboxId));
    setHandler(clientAnswer, (answer) => void (this.answeredClient ??= answer));
    setHandler(popupEnded, (managerId, answer) => void this.popupAnswers.set(managerId, answer));
    setHandler(leadAnswer, (answer) => void (this.answeredLead ??= answer));
    setHandler(cardAnswer, (card) => this.#noteCard(card));
  }

  /** The settings as they were last read. */
  get terms(): CallTerms {
    if (!this.#terms) throw new Error('The terms of the call were not loaded');
    return this.#terms;
  }

  /** Which version of the settings that is. */
  get termsVersion(): string | null {
    return this.#termsVersion;
  }

  /**
   * Reads the settings: at the start and at each step, since a change counts from the next step on. False when the enterprise
   * is gone.
   */
  async loadTerms(): Promise<boolean> {
    const { enterprise } = this.input;
    const options = { summary: 'settings' };
    return this.useTerms(
      await inTurn(() => database.termsNow.executeWithOptions(options, [enterprise, this.#termsVersion])),
    );
  }

  /** Takes settings that were read just now; those before stay where the enterprise is gone, which is false. */
  useTerms(now: TermsNow): boolean {
    if (now.kind === 'read') {
      this.#terms = now.terms;
      this.#termsVersion = now.version;
    }
    return now.kind !== 'gone';
  }

  /**
   * Hears what was acknowledged to the PBX and has not been signalled, since Temporal or the API was away: an event that came
   * in time does its work. Gives back events that were taken for the call's own and are not. True where there was any to
   * hear.
   */
  async catchUp(): Promise<boolean> {
    const { enterprise, callId } = this.input;
    const options = { summary: 'inbox' };
    const ask = () => database.compareInbox.executeWithOptions(options, [enterprise, callId, this.heard]);
    const { waiting, notOurs } = await inTurn(ask);
    for (const inboxId of notOurs) if (!this.#takenBack.has(inboxId)) this.#takeBack(inboxId);
    const unheard = waiting.filter(({ inboxId }) => !this.heard.includes(inboxId));
    if (unheard.length > 0) this.#hear(unheard);
    return unheard.length > 0;
  }

  get hungUp(): boolean {
    return isHungUp(this.state);
  }
  /** The direction of a call that concerns a client. */
  get side(): 'incoming' | 'outgoing' {
    return sideOf(this.state);
  }
  get bridged(): boolean {
    return isBridged(this.state, this.terms);
  }
  /** Does the call concern a client at all, so that U-ON may be told of it? */
  get concernsClient(): boolean {
    return concernsClient(this.state, this.terms);
  }

  /** Learns something that the journal shows. */
  learn(what: { clientId?: string | null; leadId?: string | null }): void {
    this.#change(() => Object.assign(this, what));
  }

  /** The client is known now. */
  meet(client: Client): void {
    this.client = client;
    this.learn({ clientId: client.id });
  }

  /** The lookup is done: U-ON said who calls, or that it does not know the number. */
  recognise({ client }: FoundClient): void {
    this.isCallerKnown = true;
    if (client) this.meet(client);
  }

  /** The story is over; the journal's last version says so. */
  beginClosing(): void {
    this.#change(() => (this.closing = true));
  }

  /** No hangup will be waited for any longer. */
  giveUp(): void {
    this.#change(() => (this.gaveUp = true));
  }

  /** Writes the journal whenever something changed, until the call closes. */
  async keepJournal(): Promise<void> {
    const isOver = () => this.closing;
    // A start alone is told once its dial had the time to come: that popup must not wait for the journal.
    await condition(() => this.state.dials.length > 0 || this.hungUp || this.closing, DIAL_FOLLOWS_MS);
    while (!this.closing) {
      await this.journal.news(() => this.state.dials.length > 0 && !this.isGreeted, isOver);
      if (!this.closing) await this.journal.save();
    }
  }

  #hear(events: readonly ReceivedEvent[]): void {
    this.heard.push(...events.map(({ inboxId }) => inboxId));
    const ours = events.filter(({ inboxId }) => !this.#takenBack.has(inboxId));
    this.#change(() => (this.state = ours.reduce(addEvent, this.state)));
  }

  /** The word that an event is another call's may overtake the event. */
  #takeBack(inboxId: number): void {
    this.#takenBack.add(inboxId);
    this.#change(() => (this.state = removeEvent(this.state, inboxId)));
  }

  #noteLate(events: readonly ReceivedEvent[]): void {
    for (const { event } of events)
      this.journal.note(`event ${event.name}`, 'late', 'it came after the call was closed and does nothing');
  }

  /** A manager had the client made, or found, by the link of a popup. */
  #noteCard(card: CardAnswer): void {
    const { name, status, error } = cardStep(card);
    this.learn({ clientId: this.clientId ?? card.clientId });
    this.journal.note(name, status, error);
  }

  #change(change: () => unknown): void {
    change();
    this.journal.touch();
  }
}
