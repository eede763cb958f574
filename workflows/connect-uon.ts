import { condition, defineSignal, setHandler } from '@temporalio/workflow';
import type { WhichAccount } from '../activities/contract.ts';
import { planRegistration } from '../domain/webhooks/registration.ts';
import { failureText, failureType } from './activity-failures.ts';
import { connecting, connectionNotes } from './activity-proxies.ts';
import { SIGNAL } from './names.ts';

export interface ConnectUonInput {
  readonly enterprise: string;
}

export const settingsChanged = defineSignal(SIGNAL.settingsChanged);

/**
 * Keeps one enterprise connected to U-ON: its webhooks in the account of its settings, once each, and in no other. Whatever
 * was done before it failed or died, it looks at what stands and does what is missing.
 */
export async function connectUon({ enterprise }: ConnectUonInput): Promise<void> {
  let isAsked = false;
  setHandler(settingsChanged, () => void (isAsked = true));
  await condition(() => isAsked);
  while (isAsked) {
    isAsked = false;
    await connect(enterprise);
  }
}

async function connect(enterprise: string): Promise<void> {
  const { wanted, held, problem } = await connectionNotes.connectionNow(enterprise);
  const ask = { enterprise, callId: 'connection', class: 'hangup' as const };
  try {
    if (held !== null && held !== wanted) await takeAway(enterprise, held);
    if (wanted === null) return await connectionNotes.endConnection(enterprise, 'off', null);
    if (problem !== null) return await connectionNotes.endConnection(enterprise, 'failed', problem);
    const uon = connecting(wanted);
    // The key is tried first: a wrong one ends it here.
    await uon.refreshDirectory(ask, 'managers');
    await uon.refreshDirectory(ask, 'lead-statuses');
    await connectionNotes.takeExtensions(enterprise);
    await register(enterprise, wanted);
    await connectionNotes.endConnection(enterprise, 'connected', null);
  } catch (error) {
    const text = failureText(error);
    if (text === null) throw error;
    await connectionNotes.endConnection(
      enterprise,
      'failed',
      failureType(error) === 'uon-key-refused' ? KEY_REFUSED : text,
    );
  }
}

const KEY_REFUSED =
  'U-ON не принимает ключ. Проверьте его и включите API в U-ON: «Настройки → Интеграции → API» (методы GET и POST, список IP), затем сохраните настройки ещё раз';

/** New ones first, so that no click is lost between. */
async function register(enterprise: string, account: string): Promise<void> {
  const ask = { enterprise, callId: 'connection', class: 'hangup' as const };
  const uon = connecting(account);
  await connectionNotes.holdAccount(enterprise);
  const { keep, create, remove } = planRegistration(await uon.ourWebhooks(ask, 'wanted'));
  const standing: Record<string, string> = { ...keep };
  for (const typeId of create) {
    standing[typeId] = await uon.registerWebhook(ask, typeId);
    await connectionNotes.noteWebhooks(enterprise, standing);
  }
  for (const id of remove) await uon.removeWebhook(ask, 'wanted', id);
  await connectionNotes.noteWebhooks(enterprise, standing);
}

/** Out of an account that is ours no more. Where its key is refused nobody can, and nothing comes from there. */
async function takeAway(enterprise: string, account: string): Promise<void> {
  const ask = { enterprise, callId: 'connection', class: 'hangup' as const };
  const which: WhichAccount = 'held';
  const uon = connecting(account);
  try {
    for (const { id } of await uon.ourWebhooks(ask, which)) await uon.removeWebhook(ask, which, id);
  } catch (error) {
    if (failureType(error) !== 'uon-key-refused') throw error;
  }
  await connectionNotes.letAccountGo(enterprise);
}
