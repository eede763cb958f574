import { addUser, loggedIn } from '../../tests/support/admin.ts';
import { knownClient, type Scene } from './scene.ts';
import type { Stage } from './stage.ts';

/** What an administrator tries in U-ON. */
export const TRIAL_SCENES: readonly Scene[] = [
  {
    seed: knownClient([]),
    play: async (stage) => told(await asks(stage, 'POST', 'check', { phone: stage.phone }), '"one-client"'),
    shows: [],
    others: { check: 'check-whole' },
  },
  {
    async play(stage) {
      stage.fault({ kind: '403', times: Infinity });
      told(await asks(stage, 'POST', 'check', { phone: stage.phone }), '"key-refused"');
    },
    shows: [],
    others: { check: 'check-key-refused' },
  },
  {
    uon: { api_url: 'http://127.0.0.1:9' },
    play: async (stage) => told(await asks(stage, 'POST', 'check', {}), '"not-reached"'),
    shows: [],
    others: { check: 'check-not-reached' },
  },
  {
    async play(stage) {
      stage.fault({ kind: '5xx', route: 'status_lead', times: Infinity });
      told(await asks(stage, 'GET', 'directories?fresh=true'), '"server-error"');
      told(await asks(stage, 'POST', 'test-popup', { manager_id: '4' }), '"sent"');
    },
    shows: [],
    others: { lists: 'lists-one-fails', 'test-popup': 'test-popup-sent' },
  },
];

async function asks({ system, enterprise }: Stage, method: string, path: string, body?: object): Promise<string> {
  const email = `${enterprise.number}-${path.length}@example.com`;
  await addUser(system.pool, email, { role: 'administrator', enterprises: [enterprise.number] });
  const who = await loggedIn(system.url, email);
  const answer = await who.ask(method, `/api/admin/enterprises/${enterprise.number}/uon/${path}`, body);
  return answer.text();
}

function told(answer: string, word: string): void {
  if (!answer.includes(word)) throw new Error(`${word} is not in ${answer}`);
}
