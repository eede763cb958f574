import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { operations } from '../../api/openapi/operations.ts';
import type { ShownEnterprise } from '../../db/enterprises.ts';
import { readEnterpriseFile } from '../../domain/enterprise.ts';
import { MANAGERS, STATUSES } from '../support/account.ts';
import { withEnterprises } from '../support/enterprises.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';
import { postJson, webhooksDone } from '../support/webhooks.ts';

const PAGE = 'docs/stored-forms.md';
const SECRET = 'made-by-us-where-none-is-given';
const file = JSON.parse(readFileSync('examples/enterprise.json', 'utf8'));
const { api_key: apiKey } = file.integrations_config.uon;
const agency: TestEnterprise = { number: file.number, token: file.token, apiKey };

const page = readFileSync(PAGE, 'utf8');
const [shown, ...queries] = [...page.matchAll(/(?:```sql\n([^`]+)```\n\n)?```json\n([^`]+)```/g)].map(
  ([, sql, json]) => [sql ?? '', json ?? ''] as const,
);

let system: System;
let stored: ShownEnterprise | null;
beforeAll(async () => {
  system = await startSystem();
  system.uon.setAccount(apiKey, { managers: MANAGERS, statuses: STATUSES });
  stored = await withEnterprises(system.env, async (enterprises) => {
    await enterprises.apply(given({}));
    const asShown = await enterprises.show(agency.number);
    // The same, with calls that close soon.
    await enterprises.apply(given({ calls: { late_s: 1, settle_ms: 300 } }));
    return asShown;
  });
  for (const event of ['start', 'dial', 'bridge', 'hangup'])
    await system.post(agency, event, example(`take_${event}`, event) as Record<string, unknown>);
  await postJson(`${system.url}/uon/webhook/${SECRET}`, example('postWebhookBySecret', 'a client was created'));
  await system.closed(agency, '1757840723.6');
  await webhooksDone(system, agency);
});
afterAll(() => system.stop());

/** The file of the examples, with a secret that the test knows. */
function given(more: object) {
  const { uon } = file.integrations_config;
  return readEnterpriseFile({ ...file, integrations_config: { uon: { ...uon, ...more, webhook_secret: SECRET } } });
}

function example(id: string, name: string): unknown {
  return operations.find((operation) => operation.id === id)?.body?.examples[name];
}

it('an enterprise stands as docs/stored-forms.md shows it', () => {
  expect(stored?.file).toEqual(JSON.parse(shown?.[1] ?? ''));
});

it.each(queries)('a query of docs/stored-forms.md gives what stands below it: %s', async (sql, json) => {
  const { rows } = await system.pool.query(sql);
  expect(JSON.parse(JSON.stringify(rows))).toEqual(JSON.parse(json));
});

it('docs/stored-forms.md has a query for events, call, webhook and customers', () => expect(queries).toHaveLength(4));
