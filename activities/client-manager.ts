import { dropProfile } from '../db/profiles.ts';
import { phoneDigits } from '../domain/phone.ts';
import type { Client } from '../domain/uon-shapes.ts';
import type { UonDeps, UonTurn } from './uon-request.ts';

/** A client as U-ON has it now, found by its number, or by its id where the number leads to it no more. */
export async function readClient(
  deps: UonDeps,
  { access, options }: UonTurn,
  phoneE164: string,
  clientId: string,
): Promise<Client | null> {
  const clients = await deps.uon.findClientsByPhone(access, phoneDigits(phoneE164), options);
  return clients.find(({ id }) => id === clientId) ?? deps.uon.getClient(access, clientId, options);
}

/** Makes a manager answer for the client; what was kept of the client says otherwise and is dropped. */
export async function setClientManager(
  deps: UonDeps,
  { access, enterprise, options }: UonTurn,
  { phoneE164, clientId, managerId }: { phoneE164: string; clientId: string; managerId: string },
): Promise<void> {
  await deps.uon.setClientManager(access, clientId, managerId, options);
  await dropProfile(deps.pool, { enterprise: enterprise.number, account: access.account, phoneE164 });
}

/** Makes a manager answer for a client that has none as U-ON knows it now; the one it has is given back and stays. */
export async function offerClientManager(
  deps: UonDeps,
  turn: UonTurn,
  order: { phoneE164: string; clientId: string; managerId: string },
): Promise<string | null> {
  const client = await deps.uon.getClient(turn.access, order.clientId, turn.options);
  if (client?.managerId) return client.managerId;
  await setClientManager(deps, turn, order);
  return null;
}
