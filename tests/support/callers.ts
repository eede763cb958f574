import { callerAnswer, type CallerAnswer } from '../../api/caller-data-operations.ts';
import { newCallId } from './call-script.ts';
import type { System, TestEnterprise } from './open-system.ts';

/** Asks who calls, as a dialplan does. */
export async function askCaller(
  { url }: Pick<System, 'url'>,
  { token }: Pick<TestEnterprise, 'token'>,
  phone: string,
  more: Record<string, unknown> = {},
): Promise<CallerAnswer> {
  const body = { UniqueId: newCallId(), Phone: phone, TrunkId: '0001363', ...more };
  const answer = await fetch(`${url}/api/callevent/getcustomerdata`, {
    method: 'POST',
    headers: { Token: token },
    body: JSON.stringify(body),
  });
  if (answer.status !== 200) throw new Error(`answered with ${answer.status}`);
  return callerAnswer.parse(await answer.json());
}
