import { askedNow } from '../db/drops.ts';
import { actionsFor } from '../domain/call-terms.ts';
import { phoneDigits } from '../domain/phone.ts';
import { newClientName } from '../domain/new-client-name.ts';
import type { Client } from '../domain/uon-shapes.ts';
import { UonError } from '../uon/errors.ts';
import type { Ask } from './contract/asked.ts';
import { once } from './effect.ts';
import { askUon, rememberClient, rememberMadeClient } from './find-client.ts';
import type { UonDeps, UonTurn } from './uon-request.ts';

/** Creates the client of a number, unless an earlier attempt did it after all, or anybody else. */
export async function createClient(
  deps: UonDeps,
  ask: Ask,
  turn: UonTurn,
  phoneE164: string,
  direction: 'incoming' | 'outgoing',
): Promise<Client> {
  const askedAt = await askedNow(deps.pool);
  const digits = phoneDigits(phoneE164);
  const name = newClientName(actionsFor(turn.enterprise, direction).new_client_name, phoneE164);
  const note = `Создан по звонку ${ask.callId}`;
  let found: Client | null = null;
  const { id } = await once(deps, ask, turn, {
    effect: 'user/create',
    find: async () => (found = await askUon(deps, turn, phoneE164)),
    create: (options) => deps.uon.createClient(turn.access, { name, phoneDigits: digits, note }, options),
  });
  if (id === null) throw new UonError('refused', 'user/create', 'made, but its id is not known');
  const client = found ?? newClient(id, name, digits);
  if (found) await rememberClient(deps, turn, { phoneE164, client, askedAt });
  else await rememberMadeClient(deps, turn, { phoneE164, client, askedAt });
  return client;
}

function newClient(id: string, name: string, digits: string): Client {
  return {
    id,
    name,
    surname: '',
    patronymic: '',
    company: '',
    kind: 'person',
    phones: [digits],
    managerId: null,
    active: true,
    deleted: false,
  };
}
