import { condition, setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { CallStanding } from '../../domain/call-standing.ts';
import type { CallSnapshot, JournalStep, StepStatus } from '../../domain/journal.ts';
import { failureText } from '../activity-failures.ts';
import { database, inTurn } from '../activity-proxies.ts';
import { SEARCH_ATTRIBUTE } from '../names.ts';
import { describeCall } from './details.ts';

/** A step that ended is told of after so long at the latest. */
const STEPS_TOGETHER_MS = 1_000;

/** How a step ended, and why where it is not simply done. */
export type Ending = readonly [status: StepStatus, error?: string];
/** Ends a step that is under way. */
export type OpenStep = (...ending: Ending) => void;

/** Of what the journal tells. */
export interface Told {
  readonly enterprise: string;
  /** Everything but the steps, as it is now. */
  facts(): Omit<CallSnapshot, 'version' | 'steps'>;
  standing(): CallStanding;
}

/** A call's steps, and their way into the database and the Web UI. */
export class CallJournal {
  readonly #told: Told;
  readonly #steps: JournalStep[] = [];
  #version = 0;
  #savedVersion = 0;
  #saved = '';
  #shown = '';

  constructor(told: Told) {
    this.#told = told;
  }

  /** Something changed that the journal shows. */
  touch(): void {
    this.#version += 1;
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
    return (status, error) => {
      this.#steps[index] = { name, at, status, ...(error === undefined ? {} : { error }) };
      this.touch();
    };
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

  /**
   * Waits until there is something to write: at once where the call stands differently now, else when no step is under way
   * any more, so that steps that end one after the other are one writing. Also returns when `isOver`.
   */
  async news(isHeldBack: () => boolean, isOver: () => boolean): Promise<void> {
    await condition(() => (this.hasNews && !isHeldBack()) || isOver());
    const isDue = () => isOver() || !this.#isStepUnderWay || headline(this.#told.standing()) !== this.#shown;
    if (!isDue()) await condition(isDue, STEPS_TOGETHER_MS);
  }

  /** Writes the journal as it is now, unless nothing that one sees in it has changed: of a call's bridges few do. */
  async save(): Promise<void> {
    const snapshot = { ...this.#told.facts(), version: this.#version, steps: this.#steps };
    this.#savedVersion = snapshot.version;
    const { version: _, ...seen } = snapshot;
    const saved = JSON.stringify(seen);
    if (saved === this.#saved) return;
    this.#saved = saved;
    this.#showInWebUi(snapshot);
    const { enterprise } = this.#told;
    await inTurn(() => database.saveCall.executeWithOptions({ summary: 'journal' }, [enterprise, snapshot]));
  }

  get #isStepUnderWay(): boolean {
    return this.#steps.some(({ status }) => status === 'running');
  }

  #showInWebUi(snapshot: CallSnapshot): void {
    setCurrentDetails(describeCall(snapshot));
    if (headline(snapshot) === this.#shown) return;
    this.#shown = headline(snapshot);
    upsertSearchAttributes({
      [SEARCH_ATTRIBUTE.direction]: [snapshot.direction ?? 'unknown'],
      [SEARCH_ATTRIBUTE.state]: [snapshot.status],
      [SEARCH_ATTRIBUTE.answered]: [snapshot.answered],
    });
  }
}

/** What of a call the list of workflows shows. */
function headline({ status, direction, answered }: Pick<CallSnapshot, 'status' | 'direction' | 'answered'>): string {
  return [direction, status, answered].join();
}
