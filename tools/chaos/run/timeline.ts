/** What happened to the processes and to U-ON, in milliseconds from the beginning. */
export interface Moment {
  readonly atMs: number;
  readonly what: string;
}

export interface Timeline {
  readonly moments: readonly Moment[];
  note(what: string): void;
  /** Milliseconds since the beginning. */
  now(): number;
  /** Epoch ms of the beginning. */
  readonly beganAt: number;
}

export function createTimeline(beganAt = Date.now()): Timeline {
  const moments: Moment[] = [];
  const now = () => Date.now() - beganAt;
  return { moments, now, beganAt, note: (what) => void moments.push({ atMs: now(), what }) };
}
