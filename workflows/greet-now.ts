import type { Ask } from '../activities/contract/asked.ts';
import type { Greeting } from '../activities/contract/greeting.ts';
import type { CallState } from '../domain/call-state.ts';
import { failureText } from './activity-failures.ts';
import { inTurn, quick } from './activity-proxies.ts';

/**
 * The settings, the lookup and the first popups in one local activity. Null when it failed: it is tried once, and ordinary
 * activities know how to go on. `termsVersion`: of the settings that are known already.
 */
export async function greetNow(ask: Ask, state: CallState, termsVersion: string | null): Promise<Greeting | null> {
  try {
    return await inTurn(() => quick.greet.executeWithOptions({ summary: 'greet' }, [ask, state, termsVersion]));
  } catch (error) {
    if (failureText(error) === null) throw error;
    return null;
  }
}
