import type { CallsJournalDeps } from '../../../api/admin/calls/deps.ts';
import { createLiveCalls } from '../../../api/admin/calls/live-calls.ts';
import { liveCallsOf } from '../../../api/admin/calls/told.ts';
import { writeAudit } from '../../../db/admin-audit.ts';
import { keptDirectory } from '../../../db/directories.ts';
import { journalRows } from '../../../db/journal-rows.ts';
import { countCalls, searchCalls } from '../../../db/journal-search.ts';
import { openVersions } from '../../../db/live-calls.ts';
import { recordingsOf } from '../../../db/recordings.ts';
import { personName } from '../../../domain/person-name.ts';
import { createWaitingRoom } from '../../../intake/waiting-room.ts';
import { seldom } from '../../../platform/seldom.ts';
import type { OpenProcess } from '../../open-process.ts';
import { accountOf } from './account-of.ts';

/** Few at once: calls that come in need the connections more. */
const SEARCHES = { atOnce: 4, room: 100, waitMs: 5_000 };
const LIVE = { everyMs: 700, most: 500 };
const TOLD_EVERY_MS = 10_000;

/** What the journal's routes need. */
export function createCallsJournal(
  { config, log, pool, settings }: Pick<OpenProcess, 'config' | 'log' | 'pool' | 'settings'>,
  stopping: AbortSignal,
): Pick<
  CallsJournalDeps,
  'journal' | 'liveCalls' | 'auditExport' | 'recordingHosts' | 'stopping' | 'onCut' | 'onNoRecording'
> {
  const room = createWaitingRoom(SEARCHES);
  const journal: CallsJournalDeps['journal'] = {
    owner: (number) => settings.load(number),
    search: (search, page) => room.enter('', () => searchCalls(pool, search, page)),
    count: (search, most) => room.enter('', () => countCalls(pool, search, most)),
    rows: (enterprise, callIds) => room.enter('', () => journalRows(pool, enterprise, callIds)),
    managers: async (enterprise) => {
      const account = await accountOf(settings, enterprise);
      // However old it is.
      const managers = account === null ? null : await keptDirectory(pool, account, 'managers');
      return new Map(
        (managers?.rows ?? []).map(({ id, surname, name }) => [id, personName({ surname, name, patronymic: '' })]),
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
  const onNoRecording: CallsJournalDeps['onNoRecording'] = (about, err) =>
    log.warn({ ...about, err }, 'a recording can not be fetched');
  const auditExport: CallsJournalDeps['auditExport'] = ({ actor, enterprise, filters }) =>
    writeAudit(pool, { actor, action: 'calls-exported', subject: enterprise, details: { filters } });
  return { journal, liveCalls, auditExport, recordingHosts: config.recordingAllow, stopping, onCut, onNoRecording };
}
