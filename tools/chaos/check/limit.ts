import { finding, type Finding, type Observed } from './finding.ts';

/** What U-ON takes of an account in any second. */
const U_ON_LIMIT = 10;
/** What we send of one in any second. */
const OUR_LIMIT = 8;
const SECOND_MS = 1_000;

/** The most that arrived of an account within any second. */
export function mostInASecond(times: readonly number[]): number {
  let most = 0;
  let from = 0;
  for (const [index, at] of times.entries()) {
    while (at - (times[from] ?? at) >= SECOND_MS) from += 1;
    most = Math.max(most, index - from + 1);
  }
  return most;
}

/**
 * Our limit where requests leave; U-ON's where U-ON measures it, and its own word for it: a 429 that no fault of the plan
 * made.
 */
export function checkLimit(observed: Observed): Finding[] {
  return [...checkSender(observed), ...checkReceiver(observed)];
}

/** The logs round to a millisecond; the limiter keeps fifteen more than a second. */
function checkSender({ departures }: Observed): Finding[] {
  return [...Map.groupBy(departures, ({ account }) => account)].flatMap(([account, left]) => {
    const most = mostInASecond(left.map(({ at }) => at));
    return most > OUR_LIMIT
      ? [finding('over the limit', null, `account ${account}: ${most} requests left within a second`)]
      : [];
  });
}

function checkReceiver(observed: Observed): Finding[] {
  const byKey = Map.groupBy(observed.arrivals, ({ apiKey }) => apiKey);
  return [...byKey].flatMap(([apiKey, arrivals]) => {
    const most = mostInASecond(arrivals.map(({ at }) => at));
    const refused = arrivals.filter(({ status, fault }) => status === 429 && !fault?.startsWith('429')).length;
    return [
      ...(most > U_ON_LIMIT ? [finding('over the limit', null, `${apiKey}: ${most} requests within a second`)] : []),
      ...(refused > 0 ? [finding('over the limit', null, `${apiKey}: U-ON refused ${refused} requests (429)`)] : []),
    ];
  });
}
