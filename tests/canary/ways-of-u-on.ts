import { expect } from 'vitest';
import { postForm, postJson, webhooksDone } from '../support/webhooks.ts';
import { NAME, PHONE, WEBHOOK_SECRET, type Canary } from './canary.ts';

/** What U-ON tells, in every form, by both ways in; and what is refused. */
export async function sendWebhooks({ system, agency, said }: Canary): Promise<void> {
  const hook = `${system.url}/uon/webhook/${WEBHOOK_SECRET}`;
  const card = {
    ...{ u_id: 8, u_surname: NAME.surname, u_name: NAME.name, u_sname: NAME.patronymic },
    u_phone: `+${PHONE.webhook}`,
  };
  const inBrackets = Object.entries(card).map(([name, value]): [string, string] => [`client[${name}]`, String(value)]);
  const form = new URLSearchParams([['type_id', '3'], ['client_id', '8'], ...inBrackets]);
  const click = { type_id: 47, 'ID пользователя': 4, телефон: PHONE.click, клиент: JSON.stringify(card) };
  const sent = [
    await postForm(hook, `${form.toString()}&datetime=1`),
    await fetch(`${hook}?${form.toString()}&datetime=2`),
    await postJson(hook, { type_id: 4, client_id: 8, client: card, datetime: '3' }),
    await postJson(`${system.url}/uon/webhook`, {
      uon_id: 'canary-account',
      type_id: 4,
      client: JSON.stringify(card),
      datetime: '4',
    }),
    await postJson(hook, { type_id: 4, client_id: 6, datetime: '5' }),
    await postJson(hook, click),
    await postForm(hook, `method=call&user_id=2&phone=%2B${PHONE.click}`),
    await postJson(hook, { type_id: 5, client_id: 99, phone: PHONE.webhook }),
    await postJson(hook, { type_id: 61, name: NAME.surname }),
    await postJson(hook, { type_id: 999, ...card }),
    await postForm(hook, `{"type_id": 3, "client": ${JSON.stringify(card)}`),
    await postJson(`${hook}x`, { type_id: 3, client: card }),
    await postJson(hook, { type_id: 3, client: card, uon_id: '1', uon_subdomain: NAME.surname }),
  ];
  for (const answer of sent) said.push(await answer.text());
  expect(sent.map(({ status }) => status)).toEqual([...Array.from({ length: 10 }, () => 200), 400, 401, 403]);
  const outcomes = await webhooksDone(system, agency, 60_000);
  expect(outcomes).toEqual(expect.arrayContaining(['followed', 'placed', 'refused']));
}
