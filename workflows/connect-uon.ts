import { condition, continueAsNew, defineSignal, setHandler, workflowInfo } from '@temporalio/workflow';
import type { Ask } from '../activities/contract/asked.ts';
import type { ConnectionView } from '../activities/contract/connection.ts';
import { planRegistration } from '../domain/webhooks/registration.ts';
import { failureText, failureType } from './activity-failures.ts';
import { connecting, connectionNotes, leaving } from './activity-proxies.ts';
import { SIGNAL } from './names.ts';

export interface ConnectUonInput {
  readonly enterprise: string;
  /** The run before was asked, and left the answer to this one. */
  readonly isAsked?: boolean;
}

export const settingsChanged = defineSignal(SIGNAL.settingsChanged);

/**
 * Keeps one enterprise connected to U-ON: its webhooks in the account of its settings, once each, and in no other. Whatever
 * was done before it failed or died, it looks at what stands and does what is missing. What can't be done now is told, and
 * tried again at the next look.
 */
export async function connectUon({ enterprise, isAsked: wasAsked = false }: ConnectUonInput): Promise<void> {
  let isAsked = wasAsked;
  setHandler(settingsChanged, () => void (isAsked = true));
  await condition(() => isAsked);
  while (isAsked) {
    if (workflowInfo().continueAsNewSuggested) {
      await continueAsNew<typeof connectUon>({ enterprise, isAsked });
    }
    isAsked = false;
    await look(enterprise);
  }
}

async function look(enterprise: string): Promise<void> {
  const now = await connectionNotes.connectionNow(enterprise);
  // Before the new account: an account has two keys for a while when its key is changed in U-ON.
  const left = await leaveAll(enterprise, now.left);
  const stands = await stand(enterprise, now);
  if (stands === 'settings-changed') return;
  const { state, problem } = stands;
  await connectionNotes.endConnection(enterprise, { state, problem: problem ?? left, asked: now.asked });
}

type Standing = { readonly state: 'connected' | 'off' | 'failed'; readonly problem: string | null };

async function stand(enterprise: string, { wanted, problem }: ConnectionView): Promise<Standing | 'settings-changed'> {
  if (wanted === null) return { state: 'off', problem: null };
  if (problem !== null) return { state: 'failed', problem };
  try {
    await register(askOf(enterprise), wanted);
    return { state: 'connected', problem: null };
  } catch (error) {
    const text = failureText(error);
    if (text === null) throw error;
    const type = failureType(error);
    // Whoever stored them has asked for the next look.
    if (type === 'uon-off') return 'settings-changed';
    return { state: 'failed', problem: type === 'uon-key-refused' ? KEY_REFUSED : text };
  }
}

const KEY_REFUSED =
  'U-ON не принимает ключ. Проверьте его и включите API в U-ON: «Настройки → Интеграции → API» (методы GET и POST, список IP), затем сохраните настройки ещё раз';

/** New webhooks first, so that no click is lost between. */
async function register(ask: Ask, account: string): Promise<void> {
  const { enterprise } = ask;
  const uon = connecting(account);
  // The key is tried first: a wrong one ends it here.
  await uon.refreshDirectory(ask, 'managers');
  await uon.refreshDirectory(ask, 'lead-statuses');
  await connectionNotes.holdAccount(enterprise, account);
  const { keep, create, remove } = planRegistration(await uon.ourWebhooks(ask, account));
  const standing: Record<string, string> = { ...keep };
  for (const typeId of create) {
    standing[typeId] = await uon.registerWebhook(ask, account, typeId);
    await connectionNotes.noteWebhooks(enterprise, account, { standing, leaving: remove });
  }
  for (const id of remove) await uon.removeWebhook(ask, account, id);
  await connectionNotes.noteWebhooks(enterprise, account, { standing, leaving: [] });
}

/** @returns why webhooks of ours may still stand in an account that is ours no more; null: in none. */
async function leaveAll(enterprise: string, accounts: readonly string[]): Promise<string | null> {
  let why: string | null = null;
  for (const account of accounts) why = (await leave(askOf(enterprise), account)) ?? why;
  return why === null ? null : `${STILL_THERE} (${why})`;
}

const STILL_THERE =
  'Вебхуки в прежнем аккаунте U-ON ещё не удалены: пробуем две недели, можно удалить их там и вручную';

/** Where the key is refused nobody can take anything away, and nothing comes from there. */
async function leave(ask: Ask, account: string): Promise<string | null> {
  const { enterprise } = ask;
  const uon = leaving(account);
  try {
    for (const { id } of await uon.ourWebhooks(ask, account)) await uon.removeWebhook(ask, account, id);
  } catch (error) {
    const text = failureText(error);
    if (text === null) throw error;
    if (failureType(error) !== 'uon-key-refused') {
      return (await connectionNotes.giveAccountUp(enterprise, account)) ? null : text;
    }
  }
  await connectionNotes.letAccountGo(enterprise, account);
  return null;
}

function askOf(enterprise: string): Ask {
  return { enterprise, callId: 'connection', class: 'hangup' };
}
