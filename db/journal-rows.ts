import type pg from 'pg';
import { isRecord } from '../domain/is-record.ts';
import type { JournalStep } from '../domain/journal.ts';
import { personName } from '../domain/person-name.ts';
import { recordingsOf } from './recordings.ts';

/** A call in a list, but for the name of its manager. */
export interface JournalRow {
  readonly callId: string;
  readonly openedAt: Date;
  readonly version: number;
  readonly status: 'ringing' | 'talking' | 'ended';
  readonly direction: 'incoming' | 'outgoing' | 'internal' | null;
  readonly answered: boolean;
  readonly phoneE164: string | null;
  /** Client or company that our customers have under the number. */
  readonly name: string | null;
  readonly line: string | null;
  readonly extension: string | null;
  readonly managerId: string | null;
  readonly durationS: number | null;
  readonly failedSteps: number;
  readonly hasRecording: boolean;
  readonly isClosed: boolean;
  readonly isForgotten: boolean;
  readonly lastStep: JournalStep | null;
}

/** The calls of these ids, in their order; those that there are not are left out. */
export async function journalRows(
  pool: pg.Pool,
  enterprise: string,
  callIds: readonly string[],
): Promise<readonly JournalRow[]> {
  if (callIds.length === 0) return [];
  const [{ rows }, recordings] = await Promise.all([
    pool.query<StoredRow>(READ, [enterprise, callIds]),
    recordingsOf(pool, enterprise, callIds),
  ]);
  return rows.map((row) => rowOf(row, recordings.has(row.call_id)));
}

/** One after the other by their keys: joined as tables, all calls of an enterprise may be read for a page of them. */
const READ = `
  select c.call_id, c.opened_at, c.version, c.status, c.direction, c.answered, c.phone_e164, c.line, c.extension, c.manager_id,
         c.duration_s, c.failed_steps, c.closed_at is not null as is_closed, c.forgotten_at is not null as is_forgotten,
         c.steps -> -1 as last_step, p.last_name, p.first_name, p.middle_name, p.company,
         p.sources -> 'company' ->> 'client' as company_of, p.sources -> 'last_name' ->> 'client' as name_of
    from unnest($2::text[]) with ordinality as wanted (call_id, place)
    cross join lateral (
      select * from calls where enterprise_number = $1 and call_id = wanted.call_id limit 1) as c
    left join lateral (
      select * from customers where enterprise_number = $1 and phone_e164 = c.phone_e164 limit 1) as p on true
   order by wanted.place`;

interface StoredRow {
  readonly call_id: string;
  readonly opened_at: Date;
  readonly version: number;
  readonly status: JournalRow['status'];
  readonly direction: JournalRow['direction'];
  readonly answered: boolean;
  readonly phone_e164: string | null;
  readonly line: string | null;
  readonly extension: string | null;
  readonly manager_id: string | null;
  readonly duration_s: number | null;
  readonly failed_steps: number;
  readonly is_closed: boolean;
  readonly is_forgotten: boolean;
  readonly last_step: unknown;
  readonly last_name: string | null;
  readonly first_name: string | null;
  readonly middle_name: string | null;
  readonly company: string | null;
  /** Clients of U-ON who said company and surname, where that was noted. */
  readonly company_of: string | null;
  readonly name_of: string | null;
}

function rowOf(row: StoredRow, hasRecording: boolean): JournalRow {
  return {
    callId: row.call_id,
    openedAt: row.opened_at,
    version: row.version,
    status: row.status,
    direction: row.direction,
    answered: row.answered,
    phoneE164: row.phone_e164,
    name: nameOf(row),
    line: row.line,
    extension: row.extension,
    managerId: row.manager_id,
    durationS: row.duration_s,
    failedSteps: row.failed_steps,
    hasRecording: hasRecording && !row.is_forgotten,
    isClosed: row.is_closed,
    isForgotten: row.is_forgotten,
    lastStep: isStep(row.last_step) ? row.last_step : null,
  };
}

/** `Иванов Иван, ООО «Ромашка»`; null where nothing is known. Of two clients with one number the company is not the other's. */
function nameOf({
  last_name,
  first_name,
  middle_name,
  company: stored,
  company_of,
  name_of,
}: StoredRow): string | null {
  const isOthers = last_name !== null && company_of !== null && name_of !== null && company_of !== name_of;
  const company = isOthers ? '' : stored;
  const person = personName({ surname: last_name ?? '', name: first_name ?? '', patronymic: middle_name ?? '' });
  return [person, company ?? ''].filter((part) => part !== '').join(', ') || null;
}

function isStep(value: unknown): value is JournalStep {
  return isRecord(value) && typeof value['name'] === 'string' && typeof value['at'] === 'string';
}
