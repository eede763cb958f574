import type { CheckFacts, CheckStep, CheckStepName } from './uon-check.ts';

/** What we send to one account at most (`migrations/0002_limiter.sql`), and what U-ON takes. */
const LIMITS = { ourPerSecond: 8, uonPerSecond: 10 };

/** Facts of a step that did not come to any. */
const NONE: CheckFacts = {
  ping: { host: null, httpStatus: null, certificateUntil: null, network: null },
  key: { httpStatus: null, message: null, isReleased: false },
  limits: { ...LIMITS, usedLastSecond: null, lastRequestAt: null, heldUntil: null, headers: {} },
  search: { sent: null, raw: null, read: null, message: null },
};

/** A step of a check, with the facts that it found. */
export function checkStep<Name extends CheckStepName>(
  step: Name,
  { state, code, tookMs = 0 }: Pick<CheckStep<Name>, 'state' | 'code'> & { readonly tookMs?: number },
  facts: Partial<CheckFacts[Name]> = {},
): CheckStep<Name> {
  return { step, state, code, tookMs, facts: { ...NONE[step], ...facts } };
}
