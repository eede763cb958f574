import { condition, defineSignal, setCurrentDetails, setHandler, upsertSearchAttributes } from '@temporalio/workflow';
import { answerOf, isBridged, talkerOf, talkSeconds } from '../../domain/call-answer.ts';
import { concernsClient, directionOf, isHungUp, phoneOf, trunkOf } from '../../domain/call-facts.ts';
import { managerOf } from '../../domain/call-record.ts';
import { addEvent, newCall, removeEvent, type CallState, type ReceivedEvent } from '../../domain/call-state.ts';
import { lineName, type CallTerms } from '../../domain/call-terms.ts';
import type { CallSnapshot, JournalStep, StepStatus } from '../../domain/journal.ts';
import type { Client } from '../../domain/uon-shapes.ts';
import { database, inTurn, failureText } from '../activity-proxies.ts';
import { SEARCH_ATTRIBUTE, SIGNAL, type CallInput } from '../names.ts';
import type { ClientAnswer, LeadAnswer } from '../number-messages.ts';
import { describeCall } from './details.ts';

export const pbxEvents = defineSignal<[readonly ReceivedEvent[]]>(SIGNAL.pbxEvents);
export const retractEvent = defineSignal<[number]>(SIGNAL.retractEvent);
export const clientAnswer = defineSignal<[ClientAnswer]>(SIGNAL.clientAnswer);
export const leadAnswer = defineSignal<[LeadAnswer]>(SIGNAL.leadAnswer);

/** A start and its dial come at the same time, or the dial comes a second or more later. */
const FRESH_MS = 250;

/** How a step ended, and why where it is not simply done. */
export type Ending = readonly [status: StepStatus, error?: string];
/** Ends a step that is under way. */
export type OpenStep = (...ending: Ending) => void;

/**
 * What one call's workflow knows: the events, the settings, what it found and did. Signal handlers only note what
 * happened; the parts of the story wait for what they need of it.
 */
export class CallBook {
  readonly input: CallInput;
  state: CallState;
  /** The number workflow's answers. */
  answeredClient: ClientAnswer | null = null;
  answeredLead: LeadAnswer | null = null;
  clientId: string | null = null;
  leadId: string | null = null;
  /** The call's story is over: nothing new begins. */
  closing = false;
  /** The end without a hangup: `max_call_hours` have passed. */
  gaveUp = false;
  /** Managers are about to be told who calls: until they are, what nobody waits for stands back. */
  isAnnouncing = false;
  /** U-ON, or the number's creator, said who calls or that nobody knows. */
  isCallerKnown = false;
  /** The client as U-ON described it, when it was found. */
  client: Client | null = null;

  #terms: CallTerms | null = null;
  #termsReadAtMs = 0;
  readonly #steps: JournalStep[] = [];
  #version = 0;
  #savedVersion = 0;

  constructor(input: CallInput) {
    this.input = input;
    this.state = newCall(input.callId);
    setHandler(pbxEvents, (events) => (this.closing ? this.#noteLate(events) : this.#hear(events)));
    setHandler(retractEvent, (inboxId) => this.#takeBack(inboxId));
    setHandler(clientAnswer, (answer) => void (this.answeredClient ??= answer));
    setHandler(leadAnswer, (answer) => void (this.answeredLead ??= answer));
  }

  /** The settings as they were last read. */
  get terms(): CallTerms {
    if (!this.#terms) throw new Error('The terms of the call were not loaded');
    return this.#terms;
  }

  /** Reads the settings: at the start and at each step, since a change counts from the next step on. */
  async loadTerms(): Promise<CallTerms | null> {
    const terms = await inTurn(() =>
      database.loadTerms.executeWithOptions({ summary: 'settings' }, [this.input.enterprise]),
    );
    if (terms) this.#terms = terms;
    this.#termsReadAtMs = Date.now();
    return terms;
  }

  /** Were the settings read this moment? A dial right behind its start need not read them again. */
  get hasFreshTerms(): boolean {
    return this.#terms !== null && Date.now() - this.#termsReadAtMs <= FRESH_MS;
  }

  get hungUp(): boolean {
    return isHungUp(this.state);
  }
  /** The direction of a call that concerns a client. */
  get side(): 'incoming' | 'outgoing' {
    return directionOf(this.state) === 'outgoing' ? 'outgoing' : 'incoming';
  }
  get bridged(): boolean {
    return isBridged(this.state, this.terms);
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

  /** The story is over; the journal's last version says so. */
  beginClosing(): void {
    this.#change(() => (this.closing = true));
  }

  /** No hangup will be waited for any longer. */
  giveUp(): void {
    this.#change(() => (this.gaveUp = true));
  }

  /** Did anything change since the journal was last written? */
  get hasNews(): boolean {
    return this.#version > this.#savedVersion;
  }

  /** Begins a step of the story; what comes back ends it. */
  begin(name: string): OpenStep {
    const index = this.#steps.length;
    const at = new Date().toISOString();
    // Not worth a version of its own: the journal is written when the step ends, or when anything else happens.
    this.#steps.push({ name, at, status: 'running' });
    return (status, error) =>
      this.#change(() => (this.#steps[index] = { name, at, status, ...(error === undefined ? {} : { error }) }));
  }

  /** A step that is told in one word. */
  note(name: string, status: StepStatus, error?: string): void {
    this.begin(name)(status, error);
  }

  /**
   * Does a step and notes how it went (`ending` tells, where there is more to say than done). A failure of its activity
   * that is final stands in the journal and comes back as undefined: the rest of the call goes on.
   */
  async attempt<T>(
    name: string,
    run: () => Promise<T>,
    ending: (result: T) => Ending = () => ['done'],
  ): Promise<T | undefined> {
    const end = this.begin(name);
    try {
      const result = await run();
      end(...ending(result));
      return result;
    } catch (error) {
      const text = failureText(error);
      if (text === null) throw error;
      end('failed', text);
      return undefined;
    }
  }

  /** Writes the journal whenever something changed, until the call closes. */
  async keepJournal(): Promise<void> {
    // A start alone is told once its dial had the time to come: that popup must not wait for the journal.
    await condition(() => this.state.dials.length > 0 || this.hungUp || this.closing, FRESH_MS);
    while (!this.closing) {
      await condition(() => (this.hasNews && !this.isAnnouncing) || this.closing);
      if (!this.closing) await this.save();
    }
  }

  /** Writes the journal as it is now. */
  async save(): Promise<void> {
    const snapshot = this.#snapshot();
    this.#savedVersion = snapshot.version;
    this.#showInWebUi(snapshot);
    await inTurn(() => database.saveCall.executeWithOptions({ summary: 'journal' }, [this.input.enterprise, snapshot]));
  }

  #hear(events: readonly ReceivedEvent[]): void {
    const ours = events.filter(({ inboxId }) => !this.#takenBack.has(inboxId));
    this.#change(() => (this.state = ours.reduce(addEvent, this.state)));
  }

  /** The word that an event is another call's may overtake the event. */
  readonly #takenBack = new Set<number>();
  #takeBack(inboxId: number): void {
    this.#takenBack.add(inboxId);
    this.#change(() => (this.state = removeEvent(this.state, inboxId)));
  }

  #noteLate(events: readonly ReceivedEvent[]): void {
    for (const { event } of events)
      this.note(`event ${event.name}`, 'late', 'it came after the call was closed and does nothing');
  }

  #change(change: () => unknown): void {
    change();
    this.#version += 1;
  }

  #snapshot(): CallSnapshot {
    const { state } = this;
    const terms = this.#terms;
    const answer = terms ? answerOf(state, terms) : null;
    const phone = terms ? phoneOf(state, terms) : null;
    const answered = answer !== null && answer.kind !== 'missed';
    return {
      callId: state.callId,
      version: this.#version,
      status: this.hungUp || this.gaveUp ? 'ended' : answered ? 'talking' : 'ringing',
      direction: directionOf(state),
      answered,
      phoneE164: phone?.kind === 'number' ? phone.e164 : null,
      line: terms ? lineName(terms, trunkOf(state)) : null,
      extension: answer && terms ? talkerOf(answer, terms.uon.calls.transfer_manager) : null,
      managerId: answered && terms ? managerOf(state, terms) : null,
      clientId: this.clientId,
      leadId: this.leadId,
      durationS: terms && this.hungUp ? (answered ? talkSeconds(state, terms) : 0) : null,
      steps: this.#steps,
      closed: this.closing,
    };
  }

  #shown = '';
  #showInWebUi(snapshot: CallSnapshot): void {
    setCurrentDetails(describeCall(snapshot));
    const shown = [snapshot.direction, snapshot.status, snapshot.answered].join();
    if (shown === this.#shown) return;
    this.#shown = shown;
    upsertSearchAttributes({
      [SEARCH_ATTRIBUTE.direction]: [snapshot.direction ?? 'unknown'],
      [SEARCH_ATTRIBUTE.state]: [snapshot.status],
      [SEARCH_ATTRIBUTE.answered]: [snapshot.answered],
    });
  }

  /** Does the call concern a client at all, so that U-ON may be told of it? */
  get concernsClient(): boolean {
    return concernsClient(this.state, this.terms);
  }
}
