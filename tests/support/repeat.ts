import type { Client } from '@temporalio/client';
import { repeatStep as askForRepeat } from '../../intake/repeat-step.ts';
import type { TestEnterprise } from './open-system.ts';

/** Has a step of a closed call done anew, and waits for its end. */
export async function repeatStep(
  {
    temporal,
    enterprise,
    callId,
  }: { readonly temporal: Client; readonly enterprise: TestEnterprise; readonly callId: string },
  step: string,
): Promise<void> {
  const result = await askForRepeat(
    { client: temporal, onFailure: (error) => console.error(error) },
    { enterprise: enterprise.number, callId, step },
    { withinMs: 60_000 },
  );
  if (result?.status !== 'done') throw new Error(`${step}: ${JSON.stringify(result)}`);
}
