/** One thing that a namespace needs, as it was found or made. */
export interface SetupStep {
  /** False: it was right already. */
  readonly changed: boolean;
  readonly text: string;
}

/** A Temporal server can't be prepared; the message says what its administrator has to do. */
export class TemporalSetupError extends Error {
  override name = 'TemporalSetupError';
}
