import { uonIdsOfNumber } from '../db/customer-ids.ts';
import { numbersInAll } from '../domain/phone.ts';
import type { Client } from '../domain/uon-shapes.ts';
import type { UonDeps, UonTurn } from './uon-request.ts';

/** A person of whom U-ON has more cards than this is somebody else's puzzle. */
const MOST_CARDS = 3;

/**
 * The client whom our own list has under a number that U-ON's search does not find, since a field of U-ON's holds more than the
 * number: an extension, several numbers. U-ON is asked for each by its id. Null where none has the number any more.
 */
export async function clientOfOurs(
  deps: UonDeps,
  { access, enterprise, options }: UonTurn,
  phoneE164: string,
): Promise<Client | null> {
  const ids = await uonIdsOfNumber(deps.pool, enterprise.number, phoneE164);
  for (const clientId of ids.slice(0, MOST_CARDS)) {
    const client = await deps.uon.getClient(access, clientId, options);
    const isThere = client !== null && client.active && !client.deleted;
    if (isThere && numbersInAll(client.phones, enterprise.country).includes(phoneE164)) return client;
  }
  return null;
}
