import { accountUsage } from '../db/account-usage.ts';
import { troubleOf } from '../db/account-troubles.ts';
import { TEST_POPUP } from '../domain/test-popup.ts';
import { checkStep } from '../domain/uon-check-steps.ts';
import type { CheckFacts } from '../domain/uon-check.ts';
import type { ReceivedAnswer } from '../uon/access.ts';
import { pingUon } from '../uon/ping.ts';
import { askOnce, keyTurn } from './ask-once.ts';
import type { CheckActivities } from './contract/checks.ts';
import { refreshDirectory } from './directories.ts';
import { trialSearch } from './trial-search.ts';
import type { UonDeps } from './uon-request.ts';

const NO_KEY = 'there is no key any more';

/** What an administrator has tried. */
export function createCheckActivities(deps: UonDeps): CheckActivities {
  return {
    pingUon: async (enterprise, withinMs) => {
      const turn = await keyTurn(deps, enterprise);
      if (!turn) return checkStep('ping', { state: 'failed', code: 'not-done' });
      const began = performance.now();
      const pinged = await pingUon(turn.access.apiUrl, withinMs);
      const tookMs = performance.now() - began;
      const { host } = pinged;
      if (pinged.kind === 'failed') {
        const { code, network } = pinged;
        return checkStep('ping', { state: 'failed', code, tookMs }, { host, network });
      }
      const { httpStatus, certificateUntil } = pinged;
      return checkStep('ping', { state: 'ok', code: 'answers', tookMs }, { host, httpStatus, certificateUntil });
    },
    tryKey: (enterprise, withinMs) => tryKey(deps, enterprise, withinMs),
    accountLimits: (enterprise) => accountLimits(deps, enterprise),
    trialSearch: async (enterprise, phoneE164, withinMs) => {
      const turn = await keyTurn(deps, enterprise);
      if (turn) return trialSearch(deps, turn, phoneE164, withinMs);
      return checkStep('search', { state: 'failed', code: 'not-done' }, { message: NO_KEY });
    },
    readListNow: async (enterprise, kind, withinMs) => {
      const turn = await keyTurn(deps, enterprise);
      if (!turn) return { code: 'not-done', message: NO_KEY };
      const asked = await askOnce(deps, turn, withinMs, (one) => refreshDirectory(deps, one, kind));
      return asked.kind === 'failed' ? { code: asked.code, message: asked.message } : null;
    },
    testPopup: async (enterprise, managerId, withinMs) => {
      const turn = await keyTurn(deps, enterprise);
      if (!turn) return { code: 'not-done', message: NO_KEY };
      const asked = await askOnce(deps, turn, withinMs, ({ access, options }) =>
        deps.uon.notify(access, { managerId, text: TEST_POPUP }, options),
      );
      if (asked.kind === 'answered') return { code: 'sent', message: null };
      const { code, message } = asked;
      // U-ON may have shown it all the same.
      const isUnsure = code === 'no-answer' || code === 'server-error' || code === 'not-readable';
      return { code: isUnsure ? 'maybe-sent' : code, message };
    },
  };
}

/** By the cheapest list there is: a few rows on one page. */
async function tryKey(deps: UonDeps, enterprise: string, withinMs: number): ReturnType<CheckActivities['tryKey']> {
  const turn = await keyTurn(deps, enterprise);
  if (!turn) {
    return { step: checkStep('key', { state: 'failed', code: 'not-done' }, { message: NO_KEY }), headers: {} };
  }
  const asked = await askOnce(deps, turn, withinMs, ({ access, options }) => deps.uon.leadStatuses(access, options));
  const { tookMs, answer } = asked;
  const httpStatus = answer?.status ?? null;
  const headers = limitHeaders(answer);
  if (asked.kind === 'answered') {
    const { isReleased } = asked;
    return { step: checkStep('key', { state: 'ok', code: 'accepted', tookMs }, { httpStatus, isReleased }), headers };
  }
  const { code, message } = asked;
  return { step: checkStep('key', { state: 'failed', code, tookMs }, { httpStatus, message }), headers };
}

/** U-ON's documentation knows none; whatever it says one day is shown. */
function limitHeaders(answer: ReceivedAnswer | null): CheckFacts['limits']['headers'] {
  const headers = Object.entries(answer?.headers ?? {});
  const ofLimits = headers.filter(([name]) => /rate-?limit|^retry-after$/.test(name));
  return Object.fromEntries(ofLimits.slice(0, 10).map(([name, value]) => [name, String(value).slice(0, 100)]));
}

async function accountLimits(deps: UonDeps, enterprise: string): ReturnType<CheckActivities['accountLimits']> {
  const began = performance.now();
  const turn = await keyTurn(deps, enterprise);
  if (!turn) return checkStep('limits', { state: 'failed', code: 'not-done' });
  const { account } = turn.access;
  const [usage, trouble] = await Promise.all([accountUsage(deps.pool, account), troubleOf(deps.pool, account)]);
  const { usedLastSecond, lastRequestAt, heldUntil } = usage;
  const code = trouble ?? (heldUntil === null ? 'free' : 'on-hold');
  return checkStep(
    'limits',
    { state: code === 'free' ? 'ok' : 'failed', code, tookMs: performance.now() - began },
    {
      usedLastSecond,
      lastRequestAt: lastRequestAt?.toISOString() ?? null,
      heldUntil: heldUntil?.toISOString() ?? null,
    },
  );
}
