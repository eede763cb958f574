import { condition, defineSignal, setHandler } from '@temporalio/workflow';
import type { DirectoryKind } from '../activities/contract/uon.ts';
import { failureText } from './activity-failures.ts';
import { database, inTurn, uon } from './activity-proxies.ts';
import { SIGNAL } from './names.ts';

export interface DirectoriesInput {
  readonly enterprise: string;
}

export const refresh = defineSignal<[DirectoryKind]>(SIGNAL.refresh);

/** Reads lists of the enterprise's account anew: each that was asked for, once for all who asked meanwhile. */
export async function directories({ enterprise }: DirectoriesInput): Promise<void> {
  const wanted = new Set<DirectoryKind>();
  setHandler(refresh, (kind) => void wanted.add(kind));
  await condition(() => wanted.size > 0);
  for (let [kind] = wanted; kind; [kind] = wanted) {
    wanted.delete(kind);
    await read(enterprise, kind);
  }
}

/** What U-ON refuses for good stays as it was; the next webhook or the schedule asks again. */
async function read(enterprise: string, kind: DirectoryKind): Promise<void> {
  const terms = await inTurn(() => database.loadTerms.executeWithOptions({ summary: 'settings' }, [enterprise]));
  if (!terms || terms.account === null) return;
  try {
    const ask = { enterprise, callId: `directories:${kind}`, class: 'hangup' as const };
    await uon(terms.account, 'hangup').refreshDirectory.executeWithOptions({ summary: kind }, [ask, kind]);
  } catch (error) {
    if (failureText(error) === null) throw error;
  }
}
