import { noteCustomer } from '../db/customers.ts';
import { askedNow } from '../db/drops.ts';
import { freshProfile, saveProfile } from '../db/profiles.ts';
import { chooseClient, contenders } from '../domain/client-choice.ts';
import { isUonFirstForNames } from '../domain/enterprise.ts';
import { phoneDigits } from '../domain/phone.ts';
import type { Client, Lead } from '../domain/uon-shapes.ts';
import { clientOfOurs } from './client-of-ours.ts';
import type { Ask } from './contract/asked.ts';
import type { FoundClient } from './contract/greeting.ts';
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

/** Who has a number. */
export interface LookedUp {
  readonly found: FoundClient;
  /** The database's clock before U-ON was asked. */
  readonly askedAt: Date;
  remember(): Promise<void>;
}

/** The same for whoever can't wait for what is learned to be kept: `remember` keeps it. */
export async function lookUpClient(
  deps: UonDeps,
  ask: Ask,
  turn: UonTurn,
  phoneE164: string,
  how: { readonly fresh: boolean },
): Promise<LookedUp> {
  const { access, enterprise } = turn;
  const key = { enterprise: ask.enterprise, account: access.account, phoneE164 };
  const [cached, askedAt] = await Promise.all([
    how.fresh ? null : freshProfile(deps.pool, key, enterprise.uon.cache),
    askedNow(deps.pool),
  ]);
  if (cached) return { found: { client: cached.client, source: 'cache' }, askedAt, remember: () => Promise.resolve() };
  const client = await askUon(deps, turn, phoneE164);
  const remember = () => rememberClient(deps, turn, { phoneE164, client, askedAt });
  return { found: { client, source: 'uon' }, askedAt, remember };
}

/** What U-ON says of a number now; of several clients the one that counts. One whom its search does not find may be known to us. */
export async function askUon(deps: UonDeps, turn: UonTurn, phoneE164: string): Promise<Client | null> {
  const { access, options } = turn;
  const clients = await deps.uon.findClientsByPhone(access, phoneDigits(phoneE164), options);
  if (clients.length === 0) return clientOfOurs(deps, turn, phoneE164);
  const rivals = contenders(clients);
  const leads = new Map<string, readonly Lead[]>();
  // Only where the phone alone does not decide: a request for each.
  if (rivals.length > 1) {
    for (const rival of rivals) leads.set(rival.id, await deps.uon.leadsOfClient(access, rival.id, options));
  }
  return chooseClient(clients, leads);
}

/** What U-ON said of a number, to a question asked at `askedAt` (the database's clock). */
export interface SaidOfNumber {
  readonly phoneE164: string;
  readonly client: Client | null;
  readonly askedAt: Date;
}

/** Keeps what U-ON said in the cache, and a client in our own list of customers; not where it told of a change since. */
export async function rememberClient(
  deps: UonDeps,
  { access, enterprise }: UonTurn,
  { phoneE164, client, askedAt }: SaidOfNumber,
): Promise<void> {
  await keep(deps, { access, enterprise }, { phoneE164, client, askedAt }, client);
}

/**
 * The same of a client made just now: U-ON tells of the name that stands in for one, which our own list does not take for a name but
 * waits for a real one.
 */
export async function rememberMadeClient(
  deps: UonDeps,
  turn: Pick<UonTurn, 'access' | 'enterprise'>,
  made: SaidOfNumber & { readonly client: Client },
): Promise<void> {
  await keep(deps, turn, made, { ...made.client, name: '' });
}

async function keep(
  deps: UonDeps,
  { access, enterprise }: Pick<UonTurn, 'access' | 'enterprise'>,
  { phoneE164, client, askedAt }: SaidOfNumber,
  customer: Client | null,
): Promise<void> {
  const key = { enterprise: enterprise.number, account: access.account, phoneE164 };
  const isKept = await saveProfile(deps.pool, key, client, askedAt);
  if (!customer || !isKept) return;
  const overwriteNames = isUonFirstForNames(enterprise);
  await noteCustomer(deps.pool, { enterprise: enterprise.number, phoneE164, client: customer, overwriteNames });
}
