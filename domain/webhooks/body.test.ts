import { expect, it } from 'vitest';

import { webhookBody, webhookClient } from './body.ts';
import { accountOf, datetimeOf, readWebhook, typeOf } from './webhook.ts';

/** Remembers which fields were asked for. */
function watched(fields: Readonly<Record<string, unknown>>) {
  const read = new Set<string>();
  const note = (name: string | symbol): boolean => {
    if (typeof name === 'string') read.add(name);
    return true;
  };
  const watch = new Proxy(fields, {
    get: (target, name, receiver) => note(name) && Reflect.get(target, name, receiver),
    has: (target, name) => note(name) && Reflect.has(target, name),
  });
  return { watch, read };
}

it('the schemas of a webhook have the fields that are read, and no others', () => {
  const client = watched({});
  const webhooks = ['3', '5', '47', '60', '1', '999'].map((type_id) => watched({ type_id, client: client.watch }));
  for (const { watch } of webhooks) {
    readWebhook(watch, 'BY');
    for (const read of [typeOf, datetimeOf, accountOf]) read(watch);
  }
  // A card is looked at only where an id says whose.
  const named = watched({ u_id: 5, u_name: 'Иван' });
  readWebhook({ type_id: 3, client: named.watch }, 'BY');
  const read = new Set(webhooks.flatMap((one) => [...one.read]));
  expect([...read].toSorted()).toEqual(Object.keys(webhookBody.shape).toSorted());
  expect([...new Set([...client.read, ...named.read])].toSorted()).toEqual(Object.keys(webhookClient.shape).toSorted());
});
