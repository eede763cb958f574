import type { CallsJournalDeps } from '../../../api/admin/calls/deps.ts';
import { createLiveCalls } from '../../../api/admin/calls/live-calls.ts';
import { liveCallsOf } from '../../../api/admin/calls/told.ts';
import { freshDirectory } from '../../../db/directories.ts';
import { journalRows } from '../../../db/journal-rows.ts';
import { countCalls, searchCalls } from '../../../db/journal-search.ts';
import { openVersions } from '../../../db/live-calls.ts';
import { recordingsOf } from '../../../db/recordings.ts';
import { personName } from '../../../domain/person-name.ts';
import { createWaitingRoom } from '../../../intake/waiting-room.ts';
import { SecretsError } from '../../../platform/secrets.ts';
import { seldom } from '../../../platform/seldom.ts';
import type { OpenProcess } from '../../open-process.ts';

/** Few at once: calls that come in need the connections more. */
const SEARCHES = { atOnce: 4, room: 100, waitMs: 5_000 };
const LIVE = { everyMs: 700, most: 500 };
const TOLD_EVERY_MS = 10_000;
/** The names of managers are shown however old they are. */
const ANY_AGE_S = 1e9;

/** What the journal's routes need. */
export function createCallsJournal(
  { config, log, pool, settings }: Pick<OpenProcess, 'config' | 'log' | 'pool' | 'settings'>,
  stopping: AbortSignal,
): Pick<CallsJournalDeps, 'journal' | 'liveCalls' | 'recordingHosts' | 'stopping' | 'onCut'> {
  const room = createWaitingRoom(SEARCHES);
  const journal: CallsJournalDeps['journal'] = {
    owner: (number) => settings.load(number),
    search: (search, page) => room.enter('', () => searchCalls(pool, search, page)),
    count: (search, most) => room.enter('', () => countCalls(pool, search, most)),
    rows: (enterprise, callIds) => room.enter('', () => journalRows(pool, enterprise, callIds)),
    managers: async (enterprise) => {
      const account = await accountOf(settings, enterprise);
      const managers = account === null ? null : await freshDirectory(pool, account, 'managers', ANY_AGE_S);
      return new Map(
        (managers ?? []).map(({ id, surname, name }) => [id, personName({ surname, name, patronymic: '' })]),
      );
    },
    recording: async (enterprise, callId) => (await recordingsOf(pool, enterprise, [callId])).get(callId) ?? null,
  };
  const tellAway = seldom(TOLD_EVERY_MS, (leftOut, err: unknown) =>
    log.warn({ err, leftOut }, 'live calls can not be read'),
  );
  const liveCalls = createLiveCalls({
    ...LIVE,
    openVersions: (enterprises, most) => openVersions(pool, enterprises, most),
    calls: (enterprise, callIds) => liveCallsOf(journal, enterprise, callIds),
    onFailure: tellAway,
  });
  const onCut = (err: unknown): void => log.warn({ err }, 'an answer broke off');
  return { journal, liveCalls, recordingHosts: config.recordingAllow, stopping, onCut };
}

/** Null too where its key can't be decrypted: the journal has no need of it. */
async function accountOf(settings: OpenProcess['settings'], enterprise: string): Promise<string | null> {
  try {
    return (await settings.uonAccess(enterprise))?.account ?? null;
  } catch (error) {
    if (error instanceof SecretsError) return null;
    throw error;
  }
}
