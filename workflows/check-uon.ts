import { checkStep } from '../domain/uon-check-steps.ts';
import type { CheckStep, CheckSteps } from '../domain/uon-check.ts';
import { failureText } from './activity-failures.ts';
import { trials } from './activity-proxies.ts';

export interface CheckUonInput {
  readonly enterprise: string;
  /** Looked for in U-ON; null: nothing is. */
  readonly phoneE164: string | null;
}

/** An administrator waits: of each step, and of the whole. The API gives up a second and a half later. */
const STEP_MS = 4_000;
const WHOLE_MS = 12_500;

/** Tries what an enterprise needs of U-ON, one step after the other: what an earlier one has shown to fail is not asked. */
export async function checkUon({ enterprise, phoneE164 }: CheckUonInput): Promise<CheckSteps> {
  const endsAtMs = Date.now() + WHOLE_MS;
  const within = () => Math.max(1, Math.min(STEP_MS, endsAtMs - Date.now()));
  const ping = await pinged(enterprise, within());
  const { step: key, headers } = await triedKey(enterprise, ping, within());
  const limits = await seenLimits(enterprise, headers);
  const search = await searched(enterprise, { key, phoneE164 }, within());
  return { ping, key, limits, search };
}

async function pinged(enterprise: string, withinMs: number): Promise<CheckStep<'ping'>> {
  const ask = () =>
    trials(enterprise, withinMs).pingUon.executeWithOptions({ summary: 'address' }, [enterprise, withinMs]);
  return orElse(ask, checkStep('ping', { state: 'failed', code: 'not-done' }));
}

async function triedKey(enterprise: string, ping: CheckStep<'ping'>, withinMs: number): Promise<TriedKey> {
  if (ping.state === 'failed') return { step: checkStep('key', { state: 'skipped', code: 'not-asked' }), headers: {} };
  const ask = () => trials(enterprise, withinMs).tryKey.executeWithOptions({ summary: 'key' }, [enterprise, withinMs]);
  return orElse(ask, { step: checkStep('key', { state: 'failed', code: 'not-done' }), headers: {} });
}

interface TriedKey {
  readonly step: CheckStep<'key'>;
  readonly headers: CheckSteps['limits']['facts']['headers'];
}

/** It is in our own database: a second is long. */
const LIMITS_MS = 1_000;

async function seenLimits(enterprise: string, headers: TriedKey['headers']): Promise<CheckStep<'limits'>> {
  const ask = () => trials(enterprise, LIMITS_MS).accountLimits.executeWithOptions({ summary: 'limits' }, [enterprise]);
  const seen = await orElse(ask, checkStep('limits', { state: 'failed', code: 'not-done' }));
  return { ...seen, facts: { ...seen.facts, headers } };
}

async function searched(
  enterprise: string,
  { key, phoneE164 }: { readonly key: CheckStep<'key'>; readonly phoneE164: string | null },
  withinMs: number,
): Promise<CheckStep<'search'>> {
  if (phoneE164 === null) return checkStep('search', { state: 'skipped', code: 'no-phone' });
  if (key.state !== 'ok') return checkStep('search', { state: 'skipped', code: 'not-asked' });
  const options = { summary: 'user/phone' };
  const ask = () =>
    trials(enterprise, withinMs).trialSearch.executeWithOptions(options, [enterprise, phoneE164, withinMs]);
  return orElse(ask, checkStep('search', { state: 'failed', code: 'not-done' }));
}

/** Activities tell failures of U-ON's by themselves: what fails here is ours. */
async function orElse<T>(ask: () => Promise<T>, instead: T): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (failureText(error) === null) throw error;
    return instead;
  }
}
