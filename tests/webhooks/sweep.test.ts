import { afterAll, beforeAll, it } from 'vitest';
import { startSystem, type System } from '../support/system.ts';
import { connected, type Connected } from '../support/webhooks.ts';
import { waitFor } from '../support/wait-for.ts';

/** More than are taken at once. */
const STUCK = 60;

let system: System;
beforeAll(async () => void (system = await startSystem({ workers: [] })));
afterAll(() => system.stop());

/** Webhooks that an earlier process left. */
async function left({ number }: Connected, count: number): Promise<void> {
  await system.pool.query(
    `insert into webhooks (enterprise_number, kind, type_id, fields, fields_hash, state, received_at)
     select $1, 'managers', '60', '{"type_id": 60}', '\\x00', 'waiting', clock_timestamp() - interval '10 seconds'
       from generate_series(1, $2)`,
    [number, count],
  );
}

it('webhooks that can not be handed on hold up none behind them', async () => {
  const [broken, sound] = [await connected(system), await connected(system)];
  await system.pool.query(`update enterprises set country = 'nowhere' where number = $1`, [broken.number]);
  await left(broken, STUCK);
  await left(sound, 1);
  const state = 'select state from webhooks where enterprise_number = $1';
  await waitFor('the one behind them to be handed on', async () => {
    const { rows } = await system.pool.query<{ state: string }>(state, [sound.number]);
    return rows[0]?.state === 'done';
  });
});
