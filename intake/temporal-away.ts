/** Temporal took no order: whoever gave it is to give it again. What Temporal said is the cause. */
export class TemporalAwayError extends Error {
  override readonly name = 'TemporalAwayError';
}
