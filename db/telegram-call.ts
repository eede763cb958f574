import type pg from 'pg';
import { personName } from '../domain/person-name.ts';
import type { TelegramClient, TelegramFacts } from '../domain/telegram-text.ts';
import type { Client } from '../domain/uon-shapes.ts';
import { withoutCredentials } from '../domain/without-credentials.ts';
import { knownManager } from './known-profile.ts';
import { recordingsOf } from './recordings.ts';

interface Row {
  readonly status: TelegramFacts['status'];
  readonly answered: boolean;
  readonly direction: 'incoming' | 'outgoing';
  readonly phone: string | null;
  readonly line: string | null;
  readonly extension: string | null;
  readonly manager_id: string | null;
  readonly client_id: string | null;
  readonly duration_s: number | null;
  readonly opened_at: Date;
  readonly profile: Pick<Client, 'id' | 'surname' | 'name' | 'patronymic' | 'company'> | null;
  readonly customer: Omit<NonNullable<Row['profile']>, 'id'> | null;
}

/** A call as its message tells of it, as it is now; null where there is nothing to tell. `account`: of U-ON, null: none. */
export async function telegramFacts(
  pool: pg.Pool,
  { enterprise, callId }: { readonly enterprise: string; readonly callId: string },
  account: string | null,
): Promise<TelegramFacts | null> {
  const { rows } = await pool.query<Row>(
    `select c.status, c.answered, c.direction, c.phone_e164 as phone, c.line, c.extension, c.manager_id, c.client_id,
            c.duration_s, c.opened_at, p.client as profile,
            case when u.phone_e164 is not null then
              jsonb_build_object('surname', coalesce(u.last_name, ''), 'name', coalesce(u.first_name, ''),
                'patronymic', coalesce(u.middle_name, ''), 'company', coalesce(u.company, '')) end as customer
       from calls c
       left join profiles p on p.enterprise_number = c.enterprise_number and p.account = $3 and p.phone_e164 = c.phone_e164
       left join customers u on u.enterprise_number = c.enterprise_number and u.phone_e164 = c.phone_e164
      where c.enterprise_number = $1 and c.call_id = $2 and c.direction in ('incoming', 'outgoing')
        and c.forgotten_at is null`,
    [enterprise, callId, account],
  );
  const [row] = rows;
  if (!row) return null;
  const { status, answered, direction, phone, line, extension, manager_id: managerId, opened_at: openedAt } = row;
  const recording = (await recordingsOf(pool, enterprise, [callId])).get(callId);
  return {
    ...{ status, answered, direction, line: line ?? '', extension, startedAtMs: openedAt.getTime() },
    caller: phone === null ? { kind: 'hidden' } : { kind: 'number', phoneE164: phone, client: clientOf(row) },
    managerName: managerId === null || account === null ? null : await knownManager(pool, account, managerId),
    durationS: row.duration_s,
    recordUrl: recording === undefined ? null : withoutCredentials(recording),
  };
}

function clientOf({ client_id: id, profile, customer }: Row): TelegramClient | null {
  if (id === null) return null;
  const names = profile?.id === id ? profile : customer;
  return { id, name: names ? personName(names) : '', company: names?.company ?? '' };
}
