import { z } from 'zod';

import { block, numberFrom, oneOf, orDefault, wholeFrom, yesNo } from './fields.ts';

/** Popups: which calls have one, what it shows, how old it may be. */
export const notifications = block({
  mode: orDefault(oneOf(['during', 'none']), 'during'),
  incoming: orDefault(yesNo, true),
  outgoing: orDefault(yesNo, false),
  enriched: orDefault(z.union([z.boolean(), z.literal('ab')], { error: 'must be true, false or "ab"' }), true),
  ab_share: orDefault(numberFrom(0, 100), 50),
  popup_ttl_s: orDefault(numberFrom(0, 3600), 30),
  merge_window_s: orDefault(numberFrom(0, 3600), 0),
  last_calls: orDefault(wholeFrom(0, 50), 3),
  show_requests: orDefault(yesNo, false),
  max_managers: orDefault(wholeFrom(1, 100), 10),
});

export type NotificationSettings = z.output<typeof notifications>;
