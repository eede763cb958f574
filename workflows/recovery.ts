import { continueAsNew } from '@temporalio/workflow';
import { recoveries } from './activity-proxies.ts';
import { Batch } from './recovery/batch.ts';
import type { RecoveryInput } from './recovery-messages.ts';
import { recoverNumber } from './recovery/number-story.ts';

/**
 * Numbers at once. Each has one request to U-ON under way, so a recovery has eight of its account's: enough to use its limit,
 * and half of what recoveries may, since two enterprises may share an account.
 */
const LANES = 8;

/**
 * Finished calls that were missed: their records, clients, leads and managers, number after number, behind all that is live.
 * What is done stands in the database, so it may be cut off anywhere, and continues as new when its history is long.
 */
export async function recovery(input: RecoveryInput): Promise<void> {
  const batch = new Batch(input);
  await Promise.all(Array.from({ length: LANES }, () => lane(batch)));
  if (!batch.isThrough) return continueAsNew<typeof recovery>(input);
  await recoveries.endRecovery.executeWithOptions({ summary: 'the end' }, [batch.key]);
}

async function lane(batch: Batch): Promise<void> {
  for (let number = await batch.nextNumber(); number !== null; number = await batch.nextNumber()) {
    await recoverNumber(batch, number);
  }
}
