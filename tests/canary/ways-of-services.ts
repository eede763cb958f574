import { expect } from 'vitest';
import { askCaller } from '../support/callers.ts';
import { askInternal } from '../support/internal.ts';
import { asService, finishedCall, postAsService, recover, through } from '../support/recovery.ts';
import { waitFor } from '../support/wait-for.ts';
import { PHONE, type Canary } from './canary.ts';

/** What other services ask and tell; answers that hold the client are meant for them. */
export async function askAndTell({ system, agency, said }: Canary): Promise<void> {
  const n = agency.number;
  for (const digits of [PHONE.asked, PHONE.known]) {
    await askInternal(system.url, `/customer-profile/${n}/+${digits}?requests=1`);
    await askInternal(system.url, `/responsible-extension/${n}/${digits}?nocache=1`);
    await askCaller(system, agency, digits);
    const post = { enterprise: n, phone: digits, extensions: ['151'] };
    expect((await askInternal(system.url, '/internal/uon/notify-incoming', { post })).status).toBe(202);
  }
  system.uon.faults.add({ apiKey: agency.apiKey, route: 'user/phone', kind: '5xx', times: 2 });
  const failed = await askInternal(system.url, `/customer-profile/${n}/${PHONE.failing}?requests=1&nocache`);
  const nobody = await askInternal(system.url, `/customer-profile/nobody/${PHONE.misspelt}`);
  const wrong = { phone: [PHONE.misspelt], enterprise: n };
  const mistaken = await askInternal(system.url, '/internal/uon/notify-incoming', { post: wrong });
  said.push(JSON.stringify([nobody.body, mistaken.body]), String(failed.status));
}

/** Finished calls: recovered, logged by itself, broken, refused. */
export async function tellAfterwards({ system, agency, said }: Canary): Promise<void> {
  system.uon.faults.add({ apiKey: agency.apiKey, route: 'call_history/create', kind: 'refused' });
  const calls = [
    finishedCall({ phone: PHONE.recovered }),
    finishedCall({ phone: PHONE.recovered }),
    finishedCall({ phone: PHONE.broken, direction: PHONE.broken, start: PHONE.broken }),
  ];
  const end = await through(system, await recover(system, agency, calls));
  expect(end).toMatchObject({ done: 1, failed: 2 });
  const { start, ...logged } = finishedCall({ phone: PHONE.logged });
  const body = { enterprise: agency.number, ...logged, start, duration: 60 };
  const answer = await postAsService(`${system.url}/internal/uon/log-call`, body);
  expect(answer.status).toBe(202);
  await waitFor('the logged call', async () => {
    const open = `select 1 from recoveries where ended_at is null`;
    return (await system.pool.query(open)).rowCount === 0;
  });
  const again = await fetch(`${system.url}/recovery/${end.recovery_id}`, { headers: asService });
  const refusal = await postAsService(`${system.url}/internal/uon/log-call`, { ...body, direction: PHONE.logged });
  said.push(await again.text(), await answer.text(), await refusal.text());
}
