import { randomUUID } from 'node:crypto';
import { connectionOf, type ConnectionState } from '../../db/connections.ts';
import { waitFor } from '../../tests/support/wait-for.ts';
import { postJson, webhooksDone } from '../../tests/support/webhooks.ts';
import { CREATE, knownClient, type Scene } from './scene.ts';
import type { Stage } from './stage.ts';

const SECRET = randomUUID();
/** Nobody listens there. */
const NO_PBX = 'http://127.0.0.1:9/api/makecallexternal';

/** What U-ON's webhooks set going. */
export const WEBHOOK_SCENES: readonly Scene[] = [
  {
    uon: { webhook_secret: `${SECRET}-1`, incoming_call_actions: CREATE },
    seed: knownClient([]),
    async play(stage) {
      await send(stage, `${SECRET}-1`, { type_id: 4, client_id: 5 });
      await send(stage, `${SECRET}-1`, { type_id: 67, manager_id: 2 });
    },
    shows: [],
    others: { client: 'client-fetched', directories: 'directories-managers' },
  },
  {
    uon: { webhook_secret: `${SECRET}-2` },
    play: (stage) =>
      send(stage, `${SECRET}-2`, { type_id: 3, client: { u_id: 5, u_name: 'Юлия', u_phone: stage.phone } }),
    shows: [],
    others: { client: 'client-described' },
  },
  {
    uon: { webhook_secret: `${SECRET}-5` },
    async play(stage) {
      const answerAgain = stage.fault({ kind: '5xx', times: Infinity });
      await postJson(`${stage.system.url}/uon/webhook/${SECRET}-5`, { type_id: 4, client_id: 5 });
      await stage.asked('user');
      await send(stage, `${SECRET}-5`, { type_id: 4, client: { u_id: 5, u_name: 'Юлия', u_phone: stage.phone } });
      answerAgain();
    },
    shows: [],
    others: { client: 'client-overtaken' },
  },
  {
    uon: { webhook_secret: `${SECRET}-3`, originate_url: NO_PBX },
    play: (stage) => send(stage, `${SECRET}-3`, { method: 'call', user_id: 4, phone: stage.phone }),
    shows: [],
    others: { originate: 'click-no-connection' },
  },
  {
    uon: { webhook_secret: `${SECRET}-4` },
    async play(stage) {
      // Anything that answers will do for a PBX.
      const originate_url = `${stage.system.url}/livez`;
      await stage.applyAgain({ webhook_secret: `${SECRET}-4`, originate_url });
      await send(stage, `${SECRET}-4`, { method: 'call', user_id: 4, phone: stage.phone });
    },
    shows: [],
    others: { originate: 'click-placed' },
  },
  {
    async play(stage) {
      await stands(stage, 'connected');
      await stage.applyAgain({ enabled: false });
      await stands(stage, 'off');
    },
    shows: [],
    others: { connect: 'connection' },
  },
  {
    async play(stage) {
      const { system, enterprise } = stage;
      await stands(stage, 'connected');
      // The account before can't be reached, and the new one is connected all the same.
      const apiKey = `${enterprise.apiKey}-2`;
      system.uon.setAccount(apiKey, {});
      stage.fault({ route: 'webhook', kind: '5xx', times: Infinity });
      await stage.applyAgain({ api_key: apiKey });
      await waitFor('the account before to be told of', async () => {
        const connection = await connectionOf(system.pool, enterprise.number);
        return connection?.state === 'connected' && connection.problem !== null;
      });
    },
    shows: [],
    others: { connect: 'connection-account-left' },
  },
];

async function stands({ system, enterprise }: Stage, state: ConnectionState['state']): Promise<void> {
  const isSo = async () => (await connectionOf(system.pool, enterprise.number))?.state === state;
  await waitFor(`the connection to be ${state}`, isSo);
}

async function send(
  { system, enterprise }: Stage,
  secret: string,
  body: Readonly<Record<string, unknown>>,
): Promise<void> {
  await postJson(`${system.url}/uon/webhook/${secret}`, body);
  await webhooksDone(system, enterprise, 60_000);
}
