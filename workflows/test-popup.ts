import type { TestedPopup } from '../domain/uon-check.ts';
import { failureText } from './activity-failures.ts';
import { trials } from './activity-proxies.ts';

export interface TestPopupInput {
  readonly enterprise: string;
  readonly managerId: string;
}

/** Somebody waits for it; the API gives up soon after. */
const WITHIN_MS = 8_000;

/** Shows one manager a popup that is marked as a test, once. */
export async function testPopup({ enterprise, managerId }: TestPopupInput): Promise<TestedPopup> {
  try {
    const proxies = trials(enterprise, WITHIN_MS);
    const options = { summary: 'notification/create' };
    return await proxies.testPopup.executeWithOptions(options, [enterprise, managerId, WITHIN_MS]);
  } catch (error) {
    if (failureText(error) === null) throw error;
    return { code: 'not-done', message: null };
  }
}
