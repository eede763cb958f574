import { condition, defineSignal, setHandler, workflowInfo } from '@temporalio/workflow';
import type { RecoveryKey } from '../../activities/contract/recovery.ts';
import type { LeadFacts } from '../../domain/lead-policy.ts';
import type { OrderedClass } from '../../domain/request-class.ts';
import type { LeadStatus } from '../../domain/uon-shapes.ts';
import { inTurn, recoveries } from '../activity-proxies.ts';
import { SIGNAL } from '../names.ts';
import type { ClientAnswer, LeadAnswer } from '../number-messages.ts';
import type { RecoveryInput } from '../recovery-messages.ts';

/** The number's answers, with the call that it was asked for; workers of before there were recoveries don't name it. */
export const clientAnswer = defineSignal<[ClientAnswer, string?]>(SIGNAL.clientAnswer);
export const leadAnswer = defineSignal<[LeadAnswer, string?]>(SIGNAL.leadAnswer);

/** Statuses are asked for again after so long. */
const STATUSES_MS = 300_000;

/** What the lanes of a recovery share. */
export class Batch {
  readonly key: RecoveryKey;
  /** Whether clients and leads are made, by the settings. */
  readonly creates: boolean;
  readonly requestClass: OrderedClass;
  /** By call id: what the creators of numbers answered. */
  readonly answers = new Map<string, { client?: ClientAnswer; lead?: LeadAnswer }>();
  /** By client: leads that this run made, which U-ON may not show yet. */
  readonly made = new Map<string, LeadFacts[]>();

  readonly #turns = new Map<string, Promise<unknown>>();
  readonly #numbers: string[] = [];
  #statuses: { readonly atMs: number; readonly list: Promise<readonly LeadStatus[]> } | null = null;
  #lastNumber = '';
  #isRead = false;
  #isReading = false;

  constructor({ enterprise, recoveryId, kind }: RecoveryInput) {
    this.key = { enterprise, recoveryId };
    this.creates = kind === 'recovery';
    this.requestClass = kind === 'recovery' ? 'recovery' : 'hangup';
    setHandler(clientAnswer, (client, callId) => this.#note(callId, { client }));
    setHandler(leadAnswer, (lead, callId) => this.#note(callId, { lead }));
  }

  /** Its history is long: what goes on ends, and nothing new begins. */
  get isPausing(): boolean {
    return workflowInfo().continueAsNewSuggested;
  }

  /** No number has calls to do any more. */
  get isThrough(): boolean {
    return this.#isRead && this.#numbers.length === 0 && !this.isPausing;
  }

  /** A number that no lane is at; null when there is none, or the recovery is to continue as new. */
  async nextNumber(): Promise<string | null> {
    while (this.#numbers.length === 0 && !this.#isRead && !this.isPausing) {
      if (this.#isReading) await condition(() => !this.#isReading);
      else await this.#read();
    }
    return this.isPausing ? null : (this.#numbers.shift() ?? null);
  }

  /** The account's lead statuses, asked for by whoever comes first. They change seldom. */
  async leadStatuses(read: () => Promise<readonly LeadStatus[]>): Promise<readonly LeadStatus[]> {
    if (!this.#statuses || this.#statuses.atMs < Date.now() - STATUSES_MS) {
      this.#statuses = { atMs: Date.now(), list: read() };
      this.#statuses.list.catch(() => (this.#statuses = null));
    }
    return this.#statuses.list;
  }

  /** One after the other for what concerns the same client, whom two numbers may lead to. */
  inClientTurn<T>(clientId: string, run: () => Promise<T>): Promise<T> {
    const result = (this.#turns.get(clientId) ?? Promise.resolve()).then(run);
    const settled = result.catch(() => undefined);
    this.#turns.set(clientId, settled);
    void settled.then(() => this.#turns.get(clientId) === settled && this.#turns.delete(clientId));
    return result;
  }

  async #read(): Promise<void> {
    this.#isReading = true;
    const options = { summary: 'numbers' };
    const next = await inTurn(() => recoveries.nextNumbers.executeWithOptions(options, [this.key, this.#lastNumber]));
    this.#isReading = false;
    this.#isRead = next.length === 0;
    this.#lastNumber = next.at(-1) ?? this.#lastNumber;
    this.#numbers.push(...next);
  }

  #note(callId: string | undefined, answer: { client?: ClientAnswer; lead?: LeadAnswer }): void {
    if (callId !== undefined) this.answers.set(callId, { ...answer, ...this.answers.get(callId) });
  }
}
