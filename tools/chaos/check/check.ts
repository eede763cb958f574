import { checkCalls } from './calls.ts';
import type { Finding, Observed } from './finding.ts';
import { checkLimit } from './limit.ts';
import { checkNumbers } from './numbers.ts';
import { checkOrder } from './order.ts';
import { checkOwn } from './own.ts';
import { checkPopups } from './popups.ts';
import { checkStrays } from './strays.ts';

/** Compares what U-ON and we have with what each call should have done. */
export function check(observed: Observed): Finding[] {
  return [checkOwn, checkNumbers, checkCalls, checkStrays, checkPopups, checkOrder, checkLimit].flatMap((one) =>
    one(observed),
  );
}
