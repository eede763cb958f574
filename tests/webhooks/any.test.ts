import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSystem, type System } from '../support/system.ts';
import { connected, customersOf, webhooksDone, type Connected } from '../support/webhooks.ts';
import { anyWebhook, expectedCustomers, requestOf, type Sent } from './any-webhook.ts';

/** So many webhooks are sent; `WEBHOOKS=10000` sends more. */
const WEBHOOKS = Number(process.env['WEBHOOKS'] ?? 1_000);
const AGENCIES = 8;
const AT_ONCE = 50;

let system: System;
let agencies: Connected[];
beforeAll(async () => {
  system = await startSystem({ logLevel: 'error' });
  agencies = await Promise.all(Array.from({ length: AGENCIES }, () => connected(system, { uon: { primary: true } })));
});
afterAll(() => system.stop());

describe('webhooks of any shape, encoding, size and order, with repeats', () => {
  it(
    `are never answered with a fault of ours, do nothing without a valid sender, and leave what a model says (${WEBHOOKS})`,
    { timeout: 600_000 },
    async () => {
      const perAgency = Math.ceil(WEBHOOKS / AGENCIES);
      const seed = Date.now() % 2 ** 31;
      console.log(`seed ${seed}`);
      const sent = await Promise.all(
        agencies.map(async (agency, index) => {
          const mine: Sent[] = [];
          for (let from = 0; from < perAgency; from += AT_ONCE) {
            const size = Math.min(AT_ONCE, perAgency - from);
            for (const webhook of fc.sample(anyWebhook, { numRuns: size, seed: seed + index * 1_000 + from })) {
              const { url, init, isValid } = requestOf(webhook, system.url, agency);
              const { status } = await fetch(url, init);
              expect(isValid ? [200] : [400, 401, 403, 413], JSON.stringify({ url, init }).slice(0, 2_000)).toContain(
                status,
              );
              if (isValid) mine.push(webhook);
            }
          }
          return mine;
        }),
      );
      for (const [index, agency] of agencies.entries()) {
        await webhooksDone(system, agency, 300_000);
        // Numbers that were taken from a client, or not, as the order of work had it, are nobody's.
        const owned = (await customersOf(system, agency)).filter(({ ids_uon }) => ids_uon?.length);
        const expected = expectedCustomers(sent[index] ?? []);
        const found = owned.map(({ phone_e164, ids_uon }) => ({ phone_e164, ids_uon: ids_uon?.toSorted() }));
        expect(found).toEqual(expected.map(({ phone_e164, ids_uon }) => ({ phone_e164, ids_uon })));
        for (const [row, { phone_e164, ids_uon, person_uid, company, ...names }] of owned.entries()) {
          expect(expected[row]?.names, phone_e164).toContainEqual(names);
          expect(
            ids_uon?.map((id) => `uon:${id}`),
            phone_e164,
          ).toContain(person_uid);
          expect(company).toBeNull();
        }
      }
    },
  );
});
