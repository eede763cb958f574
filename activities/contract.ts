import type { Direction } from '../domain/call-facts.ts';
import type { CallRecordFacts } from '../domain/call-record.ts';
import type { CallTerms } from '../domain/call-terms.ts';
import type { ClientLists, LeadSummary, RequestSummary } from '../domain/client-lists.ts';
import type { FinishedCall } from '../domain/finished-call.ts';
import type { CallSnapshot, JournalStep } from '../domain/journal.ts';
import type { CallState } from '../domain/call-state.ts';
import type { PlannedCall } from '../domain/originate.ts';
import type { Mergeable } from '../domain/popup-merging.ts';
import type { UonCall } from '../domain/past-calls.ts';
import type { CallerDetails } from '../domain/popup-facts.ts';
import type { PopupOrder } from '../domain/popup-order.ts';
import type { RepeatNews, RepeatPart } from '../domain/repeat.ts';
import type { ReceivedEvent } from '../domain/received-event.ts';
import type { RequestClass } from '../domain/request-class.ts';
import type { Client, Lead, LeadStatus } from '../domain/uon-shapes.ts';
import type { ClientCard } from '../domain/webhooks/client-card.ts';
import type { TelegramCheckStep } from '../domain/telegram-check.ts';
import type { CheckFacts, CheckStep, TestedPopup, UnreadList } from '../domain/uon-check.ts';
import type { OurWebhook } from '../domain/webhooks/registration.ts';

/** Whose call an activity serves, and how urgent its U-ON request is. */
export interface Ask {
  readonly enterprise: string;
  readonly callId: string;
  readonly class: RequestClass;
  /** Somebody has a step of the closed call done anew: what U-ON may have done and can't be asked for is not sent again. */
  readonly isRepeat?: boolean;
}

/** What a local activity got done within its second; the rest is an ordinary activity's. */
export type Quick<T> = { readonly done: true; readonly value: T } | { readonly done: false };

/** `fresh`: what is kept from an earlier question is not wanted. */
export interface How {
  readonly fresh: boolean;
}

export interface FoundClient {
  readonly client: Client | null;
  /** `cache`: known from an earlier question; it never decides a creation. */
  readonly source: 'cache' | 'uon';
}

/**
 * How a popup ended: `dropped` was too old, `over` would have come after the hangup, `unclear` may have arrived and is not
 * sent a third time.
 */
export type PopupOutcome = 'sent' | 'dropped' | 'over' | 'untaken' | 'unclear';

/** A popup that a call owes a manager, to be told together with those of other calls. */
export interface OwedPopup extends Mergeable {
  /** The workflow that is told how it ended. */
  readonly asker: string;
  readonly account: string;
  readonly popup: PopupOrder;
}

/** What a window has collected for a manager. */
export interface MergedOrder {
  readonly enterprise: string;
  readonly managerId: string;
  /** How long was collected. */
  readonly windowMs: number;
  readonly popups: readonly OwedPopup[];
}

/** How the popup of a call ended that could be told together with others: with how many of them. */
export interface PopupEnd {
  readonly callId: string;
  readonly outcome: PopupOutcome;
  readonly together: number;
}

/** What became of one part of a greeting: done, refused by U-ON for good, or left to an ordinary activity. */
export type Tried<T> = Quick<T> | { readonly done: false; readonly refused: string };

/** The settings of the moment: those that the asker knows, others, or none, since the enterprise is gone. */
export type TermsNow =
  | { readonly kind: 'as-known' | 'gone' }
  | { readonly kind: 'read'; readonly version: string; readonly terms: CallTerms };

export type ListKind = keyof ClientLists;

/** What is known of a caller beyond who it is. */
export interface KnownDetails {
  readonly details: CallerDetails;
  /** What U-ON may still tell in time; of a client who was not looked up just now nothing is waited for. */
  readonly awaited: readonly Exclude<ListKind, 'calls'>[];
  /** What of it is not fresh, or missing: to be read when nobody waits, for the next popup. */
  readonly stale: readonly ListKind[];
}

/** How far a call's greeting came within its time. */
export interface Greeting {
  readonly terms: TermsNow;
  /** Who calls; null where nobody is to be looked up. */
  readonly lookup: Tried<FoundClient> | null;
  /** What is known of who calls; null where no card is to be shown, or it is not known who calls. */
  readonly known: KnownDetails | null;
  /** The client's leads as U-ON told them for the card; null where they were not asked for, or did not come in time. */
  readonly leads: readonly LeadSummary[] | null;
  /** Popups that were tried: none where they still wait for something. */
  readonly popups: readonly { readonly managerId: string; readonly ended: Tried<PopupOutcome> }[];
}

export interface LeadOrder {
  readonly clientId: string;
  readonly phoneE164: string;
  readonly direction: 'incoming' | 'outgoing';
  readonly statusId: string | null;
}

export interface ReminderOrder {
  readonly clientId: string | null;
  readonly leadId: string | null;
  readonly managerId: string;
  /** When it is due, epoch ms; U-ON is told in the enterprise's zone. */
  readonly dueAtMs: number;
  readonly text: string;
}

/** A question to the workflow `number`: it alone creates client and lead of a number. */
export interface NumberQuestion {
  readonly callId: string;
  readonly asker: string;
  readonly phoneE164: string;
  readonly direction: Exclude<Direction, 'internal'>;
  readonly clientId: string | null;
  /** When U-ON itself said that it does not know the number, epoch ms. */
  readonly notFoundAtMs: number | null;
  /** An answer of before that failed does not count: it is tried anew. */
  readonly isRepeat?: boolean;
  /** How urgent what it takes is; `creation` where nothing is said. */
  readonly class?: RequestClass;
  /**
   * A manager waits for the client's card, whatever the table of actions says of calls, and for no lead. `id`: of this
   * question, since one call may be asked for several times. `untilMs`, epoch: nothing is begun any more then, and a failure is told
   * at once.
   */
  readonly card?: { readonly id: string; readonly untilMs: number };
}

/** What a call does not know yet of its events. */
export interface InboxDifference {
  /** Durable, and not signalled to it yet; oldest first. */
  readonly waiting: readonly ReceivedEvent[];
  /** Inbox ids that it heard and that belong to another call, as is known by now. */
  readonly notOurs: readonly number[];
}

/** What became of a client in U-ON. */
export interface ClientChange {
  readonly webhookId: number;
  /** Epoch ms: what was followed of a later moment stays. */
  readonly asOfMs: number;
  /** Null: U-ON has it no more. Undefined: not known. */
  readonly card: ClientCard | null | undefined;
}

export type DirectoryKind = 'managers' | 'lead-statuses';

/** Database work and messages, on the queue `calls`. */
export interface CallActivities {
  /** The settings as they stand now; null when the enterprise is gone. */
  loadTerms(enterprise: string): Promise<CallTerms | null>;
  /** The same for a call that has read them before; `known`: the version that it read last. */
  termsNow(enterprise: string, known: string | null): Promise<TermsNow>;
  /** What the database knows of a caller whom the greeting had not found in time; null when the enterprise is gone, or U-ON off. */
  callerDetails(
    enterprise: string,
    callId: string,
    phoneE164: string,
    found: FoundClient,
  ): Promise<KnownDetails | null>;
  /** How the inbox stands beside what the call has heard (inbox ids). */
  compareInbox(enterprise: string, callId: string, heard: readonly number[]): Promise<InboxDifference>;
  saveCall(enterprise: string, snapshot: CallSnapshot): Promise<void>;
  askNumber(enterprise: string, question: NumberQuestion): Promise<void>;
  /** Tells the workflow of a manager's popups of one that is owed; the same again is no second one. */
  owePopup(enterprise: string, managerId: string, owed: OwedPopup): Promise<void>;
  /** Writes into the journal of a closed call what became of a card that was wanted of it. */
  noteCard(enterprise: string, callId: string, clientId: string | null, step: JournalStep): Promise<void>;
  /** A webhook is done with; `outcome` says how. */
  endWebhook(webhookId: number, outcome: string): Promise<void>;
  /** Our customers follow a client of U-ON; the webhook is done with. `problem`: why it can't be followed. */
  followClient(enterprise: string, clientId: string, change: ClientChange, problem: string | null): Promise<void>;
  /** Writes the client's name to all rows of the person, when U-ON is primary for names. */
  saveNames(enterprise: string, phoneE164: string, client: Client): Promise<void>;
}

/** A call of a recovery that is to be done. */
export interface RecoveredCall {
  /** In the recovery. */
  readonly position: number;
  readonly call: FinishedCall;
  /** What of its journal may be written. */
  readonly journal: 'whole' | 'lines' | 'none';
}

/** How it ended; `failed`: why, where not all was done. */
export interface EndedRecoveredCall extends Pick<RecoveredCall, 'position' | 'journal'> {
  readonly failed: string | null;
  readonly snapshot: Omit<CallSnapshot, 'version'>;
}

/** What a closed call's step is done anew from. `refused`: why it is not. */
export type ToRepeat =
  | { readonly kind: 'refused'; readonly why: string }
  | {
      readonly kind: 'ready';
      readonly parts: readonly RepeatPart[];
      /** What the call was told of before it closed. */
      readonly events: readonly ReceivedEvent[];
      readonly clientId: string | null;
      readonly leadId: string | null;
    };

/** Repeats of steps, on the queue `calls`. */
export interface RepeatActivities {
  readToRepeat(enterprise: string, callId: string, step: string): Promise<ToRepeat>;
  /** Adds what came of it to the call's journal; again it changes nothing. */
  noteRepeat(
    enterprise: string,
    callId: string,
    news: Omit<RepeatNews, 'result'> & { readonly clientId: string | null; readonly leadId: string | null },
  ): Promise<void>;
}

/** Which recovery. */
export interface RecoveryKey {
  readonly enterprise: string;
  readonly recoveryId: string;
}

/** The calls of a recovery, on the queue `calls`. */
export interface RecoveryActivities {
  /** The next numbers that have calls to do, in their order. */
  nextNumbers(key: RecoveryKey, after: string): Promise<readonly string[]>;
  /**
   * Takes the next calls of a number, the earliest first; those that there is nothing to do for in U-ON are ended by that.
   * `hasMore`: there may be more.
   */
  takeCalls(key: RecoveryKey, number: string): Promise<{ calls: readonly RecoveredCall[]; hasMore: boolean }>;
  endCalls(key: RecoveryKey, ended: readonly EndedRecoveredCall[]): Promise<void>;
  endRecovery(key: RecoveryKey): Promise<void>;
}

/** How an enterprise shall be connected to U-ON, and where else it is. Accounts are keyed hashes. */
export interface ConnectionView {
  /** What this answers; to be given back with the answer. */
  readonly asked: string | null;
  readonly wanted: string | null;
  /** Those that are ours no more, in which webhooks of ours may stand. */
  readonly left: readonly string[];
  /** Why nothing can be registered. */
  readonly problem: string | null;
}

/** What a look at a connection came to. */
export interface LookedAt {
  readonly state: 'connected' | 'off' | 'failed';
  readonly problem: string | null;
  readonly asked: string | null;
}

/**
 * What keeps an enterprise connected, on the queue `uon`. Each is for one account, and fails as `uon-off` where the settings
 * have another one by now.
 */
export interface ConnectionActivities {
  connectionNow(enterprise: string): Promise<ConnectionView>;
  /** Webhooks of ours may stand in this account from now on. */
  holdAccount(enterprise: string, account: string): Promise<void>;
  /** None of ours stands in this account any more. */
  letAccountGo(enterprise: string, account: string): Promise<void>;
  /** One that could not be cleared. True: for two weeks now, and it is let go. */
  giveAccountUp(enterprise: string, account: string): Promise<boolean>;
  /** Type to id of those that stand and stay, and the ids of those that are still to be taken away. */
  noteWebhooks(
    enterprise: string,
    account: string,
    ids: { readonly standing: Readonly<Record<string, string>>; readonly leaving: readonly string[] },
  ): Promise<void>;
  endConnection(enterprise: string, looked: LookedAt): Promise<void>;
  /** Those of ours that stand there; others' are not looked at. */
  ourWebhooks(ask: Ask, account: string): Promise<readonly OurWebhook[]>;
  /** One that an earlier attempt registered after all is found. */
  registerWebhook(ask: Ask, account: string, typeId: string): Promise<string>;
  removeWebhook(ask: Ask, account: string, webhookId: string): Promise<void>;
}

/**
 * What an administrator has tried, on the queue `uon`: one request to U-ON each, once, with the stored key, also while U-ON is
 * switched off or the account in trouble. Each ends within `withinMs`, and tells failures instead of throwing them.
 */
export interface CheckActivities {
  pingUon(enterprise: string, withinMs: number): Promise<CheckStep<'ping'>>;
  /** `headers`: what the answer says of limits. */
  tryKey(
    enterprise: string,
    withinMs: number,
  ): Promise<{ readonly step: CheckStep<'key'>; readonly headers: CheckFacts['limits']['headers'] }>;
  accountLimits(enterprise: string): Promise<CheckStep<'limits'>>;
  trialSearch(enterprise: string, phoneE164: string, withinMs: number): Promise<CheckStep<'search'>>;
  /** As `refreshDirectory`; null once it is kept. */
  readListNow(enterprise: string, kind: DirectoryKind, withinMs: number): Promise<UnreadList | null>;
  testPopup(enterprise: string, managerId: string, withinMs: number): Promise<TestedPopup>;
}

/** What became of the next news of an enterprise's calls. `stopped`: until somebody has mended what is wrong. */
export type ToldNext = { readonly kind: 'next' | 'idle' | 'stopped' } | { readonly kind: 'wait'; readonly ms: number };

/** Messages in Telegram, on the queue `uon`: one request each at most. */
export interface TelegramActivities {
  /** Tells the most urgent news; `next`: there may be more. */
  tellTelegram(enterprise: string): Promise<ToldNext>;
}

/** What an administrator has tried in Telegram, on the queue `uon`; each ends within `withinMs`, and tells failures. */
export interface TelegramCheckActivities {
  tryBot(enterprise: string, withinMs: number): Promise<TelegramCheckStep<'bot'>>;
  tryChat(enterprise: string, withinMs: number): Promise<TelegramCheckStep<'chat'>>;
  /** Writes a test message; one that arrives releases what was stopped. */
  tryMessage(enterprise: string, withinMs: number): Promise<TelegramCheckStep<'message'>>;
}

/** What a PBX is asked to do, on the queue `calls`. */
export interface PbxActivities {
  /** One attempt, not begun after `latestMs` (epoch). Fails as `originate-…`. */
  placeCall(enterprise: string, call: PlannedCall, latestMs: number): Promise<void>;
}

/** The popup path as local activities: one attempt, a second for each request at most. */
export interface QuickActivities {
  /** The settings, who calls, and the popups of those who are rung: all in one, since each activity costs milliseconds. */
  greet(ask: Ask, state: CallState, knownTerms: string | null): Promise<Greeting>;
  /** The client's leads as U-ON says now, with what the account's statuses say of them; kept for the next popup. */
  leadsNow(ask: Ask, clientId: string): Promise<Quick<readonly LeadSummary[]>>;
  sendPopupNow(ask: Ask, popup: PopupOrder): Promise<Quick<PopupOutcome>>;
}

/** One U-ON request each, on the queue `uon`. */
export interface UonActivities {
  findClient(ask: Ask, phoneE164: string, how: How): Promise<FoundClient>;
  leadStatuses(ask: Ask): Promise<readonly LeadStatus[]>;
  leadsOfClient(ask: Ask, clientId: string): Promise<readonly Lead[]>;
  /** A client's leads as services are told them; kept for the next question. */
  listLeads(ask: Ask, clientId: string, how: How): Promise<readonly LeadSummary[]>;
  /** The same of its requests (заявки). */
  listRequests(ask: Ask, clientId: string, how: How): Promise<readonly RequestSummary[]>;
  /** The same of its calls in U-ON's history. */
  listCalls(ask: Ask, clientId: string, how: How): Promise<readonly UonCall[]>;
  createClient(ask: Ask, phoneE164: string, direction: 'incoming' | 'outgoing'): Promise<Client>;
  /** One client of the number as U-ON has it now; null when it has it no more. */
  readClient(ask: Ask, phoneE164: string, clientId: string): Promise<Client | null>;
  /** One client by its id, as far as our customers follow it; null when U-ON has it no more. */
  readClientCard(ask: Ask, clientId: string): Promise<ClientCard | null>;
  /** Reads a list of the account anew; of managers, also which extensions U-ON holds for them. */
  refreshDirectory(ask: Ask, kind: DirectoryKind): Promise<void>;
  /** A popup that no call owes: repeated only where it surely did not arrive. */
  tellManager(ask: Ask, managerId: string, html: string): Promise<void>;
  setClientManager(ask: Ask, phoneE164: string, clientId: string, managerId: string): Promise<void>;
  /** The same unless the client has a manager by now, who is given back. */
  offerClientManager(ask: Ask, phoneE164: string, clientId: string, managerId: string): Promise<string | null>;
  createLead(ask: Ask, order: LeadOrder): Promise<string>;
  setLeadStatus(ask: Ask, leadId: string, statusId: string): Promise<void>;
  setLeadManager(ask: Ask, leadId: string, managerId: string): Promise<void>;
  /** `clientId`: where the client is known, whose card may show the record of an earlier attempt. */
  createCallRecord(ask: Ask, order: CallRecordFacts, clientId?: string | null): Promise<void>;
  addRecordLink(
    ask: Ask,
    to: { readonly clientId: string | null; readonly leadId: string | null },
    recordUrl: string,
  ): Promise<void>;
  createReminder(ask: Ask, order: ReminderOrder): Promise<void>;
  sendPopup(ask: Ask, popup: PopupOrder): Promise<PopupOutcome>;
  /** One popup that tells of all of them; those that are too late, or that nobody waits for, are dropped. */
  sendMergedPopup(order: MergedOrder): Promise<readonly PopupEnd[]>;
}
