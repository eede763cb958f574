import { Client, Connection } from '@temporalio/client';
import { expect, it } from 'vitest';
import { repeatStep } from './repeat-step.ts';
import { TemporalAwayError } from './temporal-away.ts';

it('what Temporal does not take is noted nowhere as done', async () => {
  const connection = Connection.lazy({ address: '127.0.0.1:1' });
  const told: string[] = [];
  const repeat = repeatStep(
    { client: new Client({ connection }), onFailure: () => told.push('failed') },
    { enterprise: '0367', callId: '1.1', step: 'call_history/create' },
    { withinMs: 1_000, onTaken: () => Promise.resolve(void told.push('taken')) },
  );
  await expect(repeat).rejects.toThrow(TemporalAwayError);
  expect(told).toEqual([]);
  await connection.close();
});
