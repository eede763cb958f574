import { describe, expect, it } from 'vitest';
import { readEnterpriseFile, type Enterprise } from '../domain/enterprise.ts';
import { webhookFields } from '../domain/webhooks/fields.ts';
import { createBareDoor } from './bare-door.ts';
import { TooManyError } from './too-many.ts';

function agency(number: string, uon: Record<string, unknown> = {}): Enterprise {
  const listed = { account_id: number, webhook_ips: ['203.0.113.0/24'], enabled: true, ...uon };
  const { integrations_config, ...file } = readEnterpriseFile({
    ...{ number, name: number, token: number, country: 'BY', timezone: 'Europe/Minsk', lines: [] },
    integrations_config: { uon: listed },
  });
  return { ...file, name: number, ...integrations_config };
}

function door(...agencies: Enterprise[]) {
  const stored = new Map(agencies.map((one) => [one.number, one]));
  let questions = 0;
  const connected = () => {
    questions += 1;
    return Promise.resolve([...stored.values()]);
  };
  const bare = createBareDoor({ connected, load: (number) => Promise.resolve(stored.get(number) ?? null) });
  const whose = async (address: string, account: string) =>
    (await bare.enterpriseOf(address, webhookFields({ uon_id: account })))?.number ?? null;
  return { stored, bare, whose, questions: () => questions };
}

/** What of many tries was answered, and what refused. */
async function many(times: number, one: () => Promise<unknown>): Promise<Record<string, number>> {
  const results = await Promise.allSettled(Array.from({ length: times }, one));
  return Object.fromEntries(
    Object.entries(
      Object.groupBy(results, (result) =>
        result.status === 'fulfilled' ? String(result.value) : result.reason instanceof TooManyError ? '429' : 'error',
      ),
    ).map(([key, all]) => [key, all?.length ?? 0]),
  );
}

describe('the path without a secret', () => {
  it('hears whom an enterprise lists, for that enterprise alone', async () => {
    const { whose } = door(agency('1'), agency('2', { webhook_ips: ['198.51.100.1/32'] }));
    expect(await whose('203.0.113.7', '1')).toBe('1');
    expect(await whose('203.0.113.7', '2')).toBeNull();
    expect(await whose('198.51.100.1', '2')).toBe('2');
    expect(await whose('192.0.2.1', '1')).toBeNull();
  });

  it('tells two that name one account by the sender’s address', async () => {
    const { whose } = door(agency('1'), agency('2', { account_id: '1', webhook_ips: ['198.51.100.1/32'] }));
    expect(await whose('203.0.113.7', '1')).toBe('1');
    expect(await whose('198.51.100.1', '1')).toBe('2');
  });

  it('hears nobody who could be of several, though one of them alone lists him', async () => {
    const { whose } = door(agency('1', { account_id: null }), agency('2', { account_id: null, webhook_ips: [] }));
    expect(await whose('203.0.113.7', 'another')).toBeNull();
  });

  it('counts what was stored, changed or switched off a moment ago', async () => {
    const { whose, stored } = door(agency('1'));
    expect(await whose('203.0.113.7', '1')).toBe('1');
    stored.set('2', agency('2'));
    expect(await whose('203.0.113.7', '2')).toBe('2');
    stored.set('2', agency('2', { webhook_ips: ['198.51.100.1/32'] }));
    expect(await whose('203.0.113.7', '2')).toBeNull();
    stored.set('1', { ...agency('1'), uon: { ...agency('1').uon, enabled: false } });
    expect(await whose('203.0.113.7', '1')).toBeNull();
  });

  it('asks the database little for those who are known, and no more than ten times a second for a stranger', async () => {
    const { whose, bare, questions } = door(agency('1'));
    expect(await many(400, () => whose('203.0.113.7', '1'))).toEqual({ 1: 400 });
    expect(questions()).toBe(1);
    expect((await many(1_000, () => whose('192.0.2.1', '1')))['429']).toBeGreaterThan(800);
    for (let tries = 0; tries < 1_000; tries += 1) await whose('192.0.2.1', '1').catch(() => null);
    expect(questions()).toBeLessThan(30);
    expect(() => bare.mayTry('192.0.2.1')).toThrow(TooManyError);
    expect(() => bare.mayTry('203.0.113.7')).not.toThrow();
  });

  it('goes on hearing who is listed, whatever else comes from that address', async () => {
    const { whose } = door(agency('1'));
    await many(500, () => whose('203.0.113.7', 'another'));
    expect(await many(300, () => whose('203.0.113.7', '1'))).toEqual({ 1: 300 });
  });

  it('is told once when an enterprise sends more than it may', async () => {
    const { whose } = door(agency('1'));
    expect((await many(600, () => whose('203.0.113.7', '1')))['429']).toBeGreaterThan(50);
  });
});
