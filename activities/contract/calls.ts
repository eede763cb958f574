import type { Direction } from '../../domain/call-facts.ts';
import type { CallTerms } from '../../domain/call-terms.ts';
import type { CallSnapshot, JournalStep } from '../../domain/journal.ts';
import type { ReceivedEvent } from '../../domain/received-event.ts';
import type { OrderedClass } from '../../domain/request-class.ts';
import type { Client } from '../../domain/uon-shapes.ts';
import type { ClientCard } from '../../domain/webhooks/client-card.ts';
import type { FoundClient, KnownDetails, TermsNow } from './greeting.ts';
import type { OwedPopup } from './popups.ts';

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
  readonly class?: OrderedClass;
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
