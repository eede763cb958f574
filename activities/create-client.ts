import { phoneDigits } from '../domain/phone.ts';
import { newClientName } from '../domain/new-client-name.ts';
import type { Client } from '../domain/uon-shapes.ts';
import type { Ask } from './contract.ts';
import { askUon, rememberClient } from './find-client.ts';
import type { UonDeps, UonTurn } from './uon-request.ts';

/** Creates the client of a number. A later attempt looks first whether an earlier one did it after all. */
export async function createClient(
  deps: UonDeps,
  ask: Ask,
  turn: UonTurn,
  phoneE164: string,
  direction: 'incoming' | 'outgoing',
): Promise<Client> {
  const existing = turn.attempt > 1 ? await askUon(deps, turn, phoneE164) : null;
  const client = existing ?? (await create(deps, ask, turn, phoneE164, direction));
  // The name that stands in for one is U-ON's alone: our own list waits for a real one.
  await rememberClient(deps, turn, phoneE164, existing ? client : { ...client, name: '' });
  return client;
}

async function create(
  deps: UonDeps,
  ask: Ask,
  { access, enterprise, options }: UonTurn,
  phoneE164: string,
  direction: 'incoming' | 'outgoing',
): Promise<Client> {
  const actions =
    direction === 'incoming' ? enterprise.uon.incoming_call_actions : enterprise.uon.outgoing_call_actions;
  const name = newClientName(actions.new_client_name, phoneE164);
  const digits = phoneDigits(phoneE164);
  const id = await deps.uon.createClient(
    access,
    { name, phoneDigits: digits, note: `Создан по звонку ${ask.callId}` },
    options,
  );
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
