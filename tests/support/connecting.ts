import { expect } from 'vitest';
import { connectionOf, type ConnectionState } from '../../db/connections.ts';
import { applyEnterprise } from './enterprises.ts';
import type { System, TestEnterprise } from './open-system.ts';
import { waitFor } from './wait-for.ts';

export const PUBLIC_URL = 'https://telephony.example/base/';
export const ADDRESS = /^https:\/\/telephony\.example\/base\/uon\/webhook\/[\w-]{20,}$/;

/** A webhook as the simulated U-ON holds it. */
export const foreignWebhook = (id: number, type_id = 3) => ({
  ...{ id, type_id, section_id: 0, url: `https://other.example/hook/${id}`, method: 'POST' as const, note: '' },
});

/** What tests of the connection to U-ON do and look at; the system is asked for when it is there. */
export function connecting(system: () => System) {
  const standing = (of: TestEnterprise) => system().uon.account(of.apiKey).webhooks;
  /** Waits until somebody has looked how the enterprise stands, after all that was asked. */
  const looked = (of: TestEnterprise, ms?: number): Promise<ConnectionState> =>
    waitFor(
      `the connection of ${of.number}`,
      async () => {
        const connection = await connectionOf(system().pool, of.number);
        return connection && !connection.isAsked && connection;
      },
      ms,
    );
  return {
    standing,
    looked,
    apply: (of: TestEnterprise, uon: Record<string, unknown>) => applyEnterprise(system().env, of, { uon }),
    /** As if so much time had passed since somebody looked. */
    later: (of: TestEnterprise, interval: string) =>
      system().pool.query(
        `update connections set checked_at = checked_at - $2::interval, asked_at = asked_at - $2::interval,
                answered_ask = answered_ask - $2::interval, tried_at = null where enterprise_number = $1`,
        [of.number, interval],
      ),
    /** The same enterprise with an account of its own, another one. */
    moved(of: TestEnterprise): TestEnterprise {
      const to = { ...of, apiKey: `${of.apiKey}-2` };
      system().uon.setAccount(to.apiKey, {});
      return to;
    },
    async expectConnected(of: TestEnterprise, ms?: number): Promise<void> {
      const { state, problem, webhooks } = await looked(of, ms);
      expect([state, problem]).toEqual(['connected', null]);
      const ours = standing(of).filter(({ url }) => ADDRESS.test(url));
      expect(ours.map(({ type_id, method }) => [type_id, method]).toSorted()).toEqual([
        [3, 'POST'],
        [4, 'POST'],
        [47, 'POST'],
      ]);
      expect(webhooks).toEqual(Object.fromEntries(ours.map(({ type_id, id }) => [type_id, String(id)])));
      const stored = `select integrations_config -> 'uon' -> 'webhooks' as ids from enterprises where number = $1`;
      expect((await system().pool.query(stored, [of.number])).rows).toEqual([{ ids: webhooks }]);
    },
  };
}
