import { z } from 'zod';

import { block, numberFrom, oneOf, orDefault, wholeFrom } from './fields.ts';

const DAY_S = 86_400;

/** How long what U-ON said is believed, in seconds. */
export const cache = block({
  profile_s: orDefault(numberFrom(0, DAY_S), 180),
  negative_s: orDefault(numberFrom(0, DAY_S), 90),
  directories_s: orDefault(numberFrom(0, DAY_S), 300),
});

/** How long a call waits for what has not come. */
export const calls = block({
  max_call_hours: orDefault(aboveZero(168), 4),
  settle_ms: orDefault(wholeFrom(0, 60_000), 1500),
  late_s: orDefault(numberFrom(0, DAY_S), 60),
  recording_wait_s: orDefault(numberFrom(0, DAY_S), 0),
  transfer_manager: orDefault(oneOf(['first', 'last']), 'last'),
});

export type CacheSettings = z.output<typeof cache>;

function aboveZero(max: number) {
  const error = `must be a number above 0 and at most ${max}`;
  return z.number({ error }).gt(0, error).max(max, error);
}
