import { noteCustomer } from '../db/customers.ts';
import { freshProfile, saveProfile } from '../db/profiles.ts';
import { chooseClient, contenders } from '../domain/client-choice.ts';
import { isUonFirstForNames } from '../domain/enterprise.ts';
import { phoneDigits } from '../domain/phone.ts';
import type { Client, Lead } from '../domain/uon-shapes.ts';
import type { Ask, FoundClient } from './contract.ts';
import type { UonDeps, UonTurn } from './uon-request.ts';

/** The client of a number: from the cache where that is fresh and wanted, else as U-ON says now. */
export async function findClient(
  deps: UonDeps,
  ask: Ask,
  turn: UonTurn,
  phoneE164: string,
  how: { readonly fresh: boolean },
): Promise<FoundClient> {
  const { found, remember } = await lookUpClient(deps, ask, turn, phoneE164, how);
  await remember();
  return found;
}

/** The same for whoever can't wait for what is learned to be kept: `remember` keeps it. */
export async function lookUpClient(
  deps: UonDeps,
  ask: Ask,
  turn: UonTurn,
  phoneE164: string,
  how: { readonly fresh: boolean },
): Promise<{ readonly found: FoundClient; remember(): Promise<void> }> {
  const { access, enterprise } = turn;
  const key = { enterprise: ask.enterprise, account: access.account, phoneE164 };
  if (!how.fresh) {
    const cached = await freshProfile(deps.pool, key, enterprise.uon.cache);
    if (cached) return { found: { client: cached.client, source: 'cache' }, remember: () => Promise.resolve() };
  }
  const client = await askUon(deps, turn, phoneE164);
  const remember = () => rememberClient(deps, turn, phoneE164, client);
  return { found: { client, source: 'uon' }, remember };
}

/** What U-ON says of a number now; of several clients the one that counts. */
export async function askUon(deps: UonDeps, { access, options }: UonTurn, phoneE164: string): Promise<Client | null> {
  const clients = await deps.uon.findClientsByPhone(access, phoneDigits(phoneE164), options);
  const rivals = contenders(clients);
  const leads = new Map<string, readonly Lead[]>();
  // Only where the phone alone does not decide: a request for each.
  if (rivals.length > 1) {
    for (const rival of rivals) leads.set(rival.id, await deps.uon.leadsOfClient(access, rival.id, options));
  }
  return chooseClient(clients, leads);
}

/** Keeps what U-ON said in the cache, and a client in our own list of customers. */
export async function rememberClient(
  deps: UonDeps,
  { access, enterprise }: UonTurn,
  phoneE164: string,
  client: Client | null,
): Promise<void> {
  await saveProfile(deps.pool, { enterprise: enterprise.number, account: access.account, phoneE164 }, client);
  if (!client) return;
  const overwriteNames = isUonFirstForNames(enterprise);
  await noteCustomer(deps.pool, { enterprise: enterprise.number, phoneE164, client, overwriteNames });
}
