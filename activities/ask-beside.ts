import { uonCalls, type UonCall } from '../domain/past-calls.ts';
import type { Client, Manager } from '../domain/uon-shapes.ts';
import type { AboutCaller } from './caller-details.ts';
import type { Ask, Tried } from './contract/asked.ts';
import { readManagers } from './directories.ts';
import { quickly, tried } from './quickly.ts';
import type { UonDeps, UonTurn } from './uon-request.ts';

/** Whom details are asked of, and for how long. */
export interface Asked {
  readonly deps: UonDeps;
  readonly ask: Ask;
  readonly turn: UonTurn;
  readonly about: AboutCaller;
  readonly client: Client;
  readonly until: AbortSignal;
}

/** What a popup can do without is not waited for longer than what it needs, and this. */
const MORE_MS = 300;
/** Nor asked for where the account is busy: it would cost popups their slots. */
const SLOT_MS = 150;

/** The client's calls in U-ON. */
export function askHistory(asked: Asked, needed: readonly Promise<unknown>[]): Promise<Tried<readonly UonCall[]>> {
  const { deps, client } = asked;
  return askBeside(asked, needed, async (now) =>
    uonCalls(await deps.uon.callRecordsOfUser(now.access, client.id, now.options)),
  );
}

/** The account's managers; null where it did not tell them a while ago, and is left alone. */
export async function askManagers(
  asked: Asked,
  needed: readonly Promise<unknown>[],
): Promise<Tried<readonly Manager[]> | null> {
  const { deps, about, turn } = asked;
  if (deps.withoutManagers.isResting(about.account)) return null;
  let isSent = false;
  const onSend = () => void (isSent = true);
  const told = await askBeside({ ...asked, turn: { ...turn, options: { ...turn.options, onSend } } }, needed, (now) =>
    readManagers(deps, now),
  );
  if (!told.done && isSent) deps.withoutManagers.rest(about.account);
  return told;
}

/** While what the popup needs is waited for anyway, behind all that is live. */
async function askBeside<T>(
  { deps, ask, turn, until }: Asked,
  needed: readonly Promise<unknown>[],
  work: (turn: UonTurn) => Promise<T>,
): Promise<Tried<T>> {
  const over = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  void Promise.allSettled(needed).then(() => (timer = setTimeout(() => over.abort(), MORE_MS)));
  const behind = { ...turn, options: { ...turn.options, class: 'creation' as const } };
  const limits = { slotMs: SLOT_MS, signal: AbortSignal.any([until, over.signal]) };
  try {
    return await tried(() => quickly(deps, ask, behind, work, limits));
  } finally {
    clearTimeout(timer);
  }
}
