import type { JournalStep, StepStatus } from '../domain/journal.ts';
import { failureText } from './activity-failures.ts';

/** How a step ended, and why where it is not simply done. */
export type Ending = readonly [status: StepStatus, error?: string];
/** Ends a step that is under way. */
export type OpenStep = (...ending: Ending) => void;

/** The steps of a story as its journal shows them. */
export class Steps {
  readonly #list: JournalStep[] = [];

  get steps(): readonly JournalStep[] {
    return this.#list;
  }

  get isUnderWay(): boolean {
    return this.#list.some(({ status }) => status === 'running');
  }

  /** A step ended. */
  touch(): void {}

  /** Begins a step of the story; what comes back ends it. */
  begin(name: string): OpenStep {
    const index = this.#list.length;
    const at = new Date().toISOString();
    // Not worth a version of its own: the journal is written when the step ends, or when anything else happens.
    this.#list.push({ name, at, status: 'running' });
    return (status, error) => {
      this.#list[index] = { name, at, status, ...(error === undefined ? {} : { error }) };
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
}
