import { expect } from 'vitest';
import { checkAnswer } from '../../api/admin/uon/check-answer.ts';
import { addUser, loggedIn, OWNER } from '../support/admin.ts';
import { PHONE, type Canary } from './canary.ts';

/** What an administrator tries in U-ON; what was found of the client is meant for him. */
export async function tryUon({ system, agency, refused, said }: Canary): Promise<void> {
  await addUser(system.pool, 'canary@example.com', OWNER);
  const owner = await loggedIn(system.url, 'canary@example.com');
  const ask = async ({ number }: { readonly number: string }, method: string, path: string, body?: object) => {
    const answer = await owner.ask(method, `/api/admin/enterprises/${number}/uon/${path}`, body);
    return answer.text();
  };
  const { search, ...shown } = checkAnswer.parse(
    JSON.parse(await ask(agency, 'POST', 'check', { phone: PHONE.tried })),
  );
  expect([search.code, search.facts.sent?.path]).toEqual(['no-client', `/[key]/user/phone/${PHONE.tried}.json`]);
  said.push(JSON.stringify(shown), JSON.stringify(search.facts.raw));
  said.push(await ask(agency, 'GET', 'directories?fresh=true'));
  said.push(await ask(agency, 'POST', 'test-popup', { manager_id: '4' }));
  said.push(await ask(agency, 'POST', 'webhooks'));
  for (const { number } of [agency, refused])
    said.push(await (await owner.ask('POST', `/api/admin/enterprises/${number}/telegram/check`)).text());
  said.push(await ask(refused, 'POST', 'check', {}));
  said.push(await ask(agency, 'POST', 'check', { phone: `${PHONE.tried}000000000000` }));
  said.push(await (await owner.ask('GET', '/api/admin/audit')).text());
}
