import { condition, setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { CallStanding } from '../../domain/call-standing.ts';
import type { CallSnapshot } from '../../domain/journal.ts';
import { database, inTurn } from '../activity-proxies.ts';
import { SEARCH_ATTRIBUTE } from '../names.ts';
import { Steps } from '../steps.ts';
import { describeCall } from './details.ts';

/** A step that ended is told of after so long at the latest. */
const STEPS_TOGETHER_MS = 1_000;

/** Of what the journal tells. */
export interface Told {
  readonly enterprise: string;
  /** Everything but the steps, as it is now. */
  facts(): Omit<CallSnapshot, 'version' | 'steps'>;
  standing(): CallStanding;
}

/** A call's steps, and their way into the database and the Web UI. */
export class CallJournal extends Steps {
  readonly #told: Told;
  #version = 0;
  #savedVersion = 0;
  #saved = '';
  #shown = '';

  constructor(told: Told) {
    super();
    this.#told = told;
  }

  /** Something changed that the journal shows. */
  override touch(): void {
    this.#version += 1;
  }

  /** Did anything change since the journal was last written? */
  get hasNews(): boolean {
    return this.#version > this.#savedVersion;
  }

  /**
   * Waits until there is something to write: at once where the call stands differently now, else when no step is under way
   * any more, so that steps that end one after the other are one writing. Also returns when `isOver`.
   */
  async news(isHeldBack: () => boolean, isOver: () => boolean): Promise<void> {
    await condition(() => (this.hasNews && !isHeldBack()) || isOver());
    const isDue = () => isOver() || !this.isUnderWay || headline(this.#told.standing()) !== this.#shown;
    if (!isDue()) await condition(isDue, STEPS_TOGETHER_MS);
  }

  /** Writes the journal as it is now, unless nothing that one sees in it has changed: of a call's bridges few do. */
  async save(): Promise<void> {
    const snapshot = { ...this.#told.facts(), version: this.#version, steps: this.steps };
    this.#savedVersion = snapshot.version;
    const { version: _, ...seen } = snapshot;
    const saved = JSON.stringify(seen);
    if (saved === this.#saved) return;
    this.#saved = saved;
    this.#showInWebUi(snapshot);
    const { enterprise } = this.#told;
    await inTurn(() => database.saveCall.executeWithOptions({ summary: 'journal' }, [enterprise, snapshot]));
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
