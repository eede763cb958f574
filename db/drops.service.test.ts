import type pg from 'pg';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LeadSummary } from '../domain/client-lists.ts';
import type { Client } from '../domain/uon-shapes.ts';
import { withTestPool } from '../tests/harness/test-pool.ts';
import { dropAllLeads, dropLeads, freshList, saveList } from './client-lists.ts';
import { askedNow, DROP, noteDrops } from './drops.ts';
import { followCard } from './followed-clients.ts';
import { dropProfile, freshProfile, saveProfile } from './profiles.ts';
import { inTransaction } from './transaction.ts';

let pool: pg.Pool;
let enterprises = 0;
let enterprise: string;
withTestPool((opened) => void (pool = opened), { max: 6 });
beforeEach(() => void (enterprise = `e${(enterprises += 1)}`));

const PHONE = '+375297003134';
const TTL = { profile_s: 180, negative_s: 90 };
const ANNA: Client = {
  ...{ id: '7', surname: 'Иванова', name: 'Анна', patronymic: '', company: '', kind: 'person' },
  ...{ phones: [PHONE], managerId: null, active: true, deleted: false },
};
const LEAD: LeadSummary = {
  ...{ id: '71', statusId: '1', statusName: 'Новая', isArchived: false },
  ...{ managerId: null, createdAt: null, source: '' },
};

const profileKey = () => ({ enterprise, account: 'a', phoneE164: PHONE });
const listKey = (clientId = '7') => ({ enterprise, account: 'a', clientId });
const keptProfile = () => freshProfile(pool, profileKey(), TTL);
const keptLeads = () => freshList(pool, listKey(), 'leads', 180);
const saveLeads = (askedAt: Date) => saveList(pool, listKey(), { kind: 'leads', rows: [LEAD] }, askedAt);
/** A webhook tells of a client. */
const follow = (clientId: string, phones: readonly string[]) => {
  const names = { surname: 'Новая', name: null, patronymic: null, company: null };
  const moment = { enterprise, clientId, asOf: new Date(), webhookId: 1 };
  return followCard(pool, moment, { ...names, phones, hasAllPhones: false }, true);
};

describe('an answer that was asked for before its subject changed', () => {
  it.each([
    ['the number', () => dropProfile(pool, profileKey())],
    ['a client who has the number now', () => follow('8', [PHONE])],
    ['the client, under whatever number', () => follow('7', ['+375297003135'])],
  ])('is not kept: %s', async (_what, change) => {
    const askedAt = await askedNow(pool);
    await change();
    expect(await saveProfile(pool, profileKey(), ANNA, askedAt)).toBe(false);
    expect(await keptProfile()).toBeNull();
    expect(await saveProfile(pool, profileKey(), ANNA, await askedNow(pool))).toBe(true);
    expect(await keptProfile()).toEqual({ client: ANNA });
  });

  it('that a number is nobody’s is not kept either', async () => {
    const askedAt = await askedNow(pool);
    await follow('7', [PHONE]);
    expect(await saveProfile(pool, profileKey(), null, askedAt)).toBe(false);
  });

  it.each([
    ['the client', () => follow('7', [])],
    ['its leads', () => dropLeads(pool, enterprise, { clientId: '7', leadIds: [] })],
    ['one of the leads', () => dropLeads(pool, enterprise, { clientId: null, leadIds: ['71'] })],
    ['somebody’s lead', () => dropAllLeads(pool, enterprise)],
  ])('is not kept of leads: %s', async (_what, change) => {
    const askedAt = await askedNow(pool);
    await change();
    await saveLeads(askedAt);
    expect(await keptLeads()).toBeNull();
    await saveLeads(await askedNow(pool));
    expect(await keptLeads()).toEqual([LEAD]);
  });
});

it('what changed of others does not matter', async () => {
  const askedAt = await askedNow(pool);
  await follow('8', ['+375297003135']);
  await dropLeads(pool, enterprise, { clientId: '8', leadIds: ['72'] });
  expect(await saveProfile(pool, profileKey(), ANNA, askedAt)).toBe(true);
  await saveLeads(askedAt);
  expect(await keptLeads()).toEqual([LEAD]);
});

it('an answer that comes while the change is being noted waits, and is not kept', async () => {
  const askedAt = await askedNow(pool);
  const { saving } = await inTransaction(pool, async (tx) => {
    await noteDrops(tx, enterprise, [DROP.phone(PHONE)]);
    return { saving: saveProfile(pool, profileKey(), ANNA, askedAt) };
  });
  expect(await saving).toBe(false);
});

it('no answer outlives a change, however they meet', async () => {
  for (let round = 0; round < 50; round += 1) {
    const askedAt = await askedNow(pool);
    const rivals = [1, 2, 3].map(() => saveProfile(pool, profileKey(), ANNA, askedAt));
    await Promise.all([...rivals, follow('7', [PHONE])]);
    expect(await keptProfile()).toBeNull();
  }
});
