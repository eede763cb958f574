import type pg from 'pg';
import type { SealedAccess } from './uon-access.ts';

type Queryable = Pick<pg.Pool, 'query'>;

/** How an enterprise stands with its U-ON account, as administrators see it. */
export interface ConnectionState {
  readonly state: 'new' | 'connected' | 'off' | 'failed';
  readonly problem: string | null;
  /** Type to id of the webhooks of ours that stand in U-ON. */
  readonly webhooks: Readonly<Record<string, string>>;
  /** Since when it is in this state, with this problem. */
  readonly since: Date | null;
  readonly checkedAt: Date | null;
  /** The settings were stored since somebody looked: it may be otherwise in a moment. */
  readonly isAsked: boolean;
}

/** Where webhooks of ours may stand. */
export interface StoredConnection extends ConnectionState {
  readonly access: SealedAccess | null;
}

/** Somebody has to look how the enterprise stands with U-ON. */
export interface AskedConnection {
  readonly enterprise: string;
  /** As PostgreSQL writes it: a Date has no microseconds. */
  readonly askedAt: string;
}

/** The settings were stored, or are gone. */
export async function askForConnection(db: Queryable, enterprise: string): Promise<void> {
  await db.query(
    `insert into connections (enterprise_number) values ($1)
     on conflict (enterprise_number) do update set asked_at = clock_timestamp(), is_told = false, tried_at = null`,
    [enterprise],
  );
}

/** Those whose workflow is to be told: the settings changed, or nobody has looked for `everyS`. One process tells each. */
export async function claimAsked(pool: pg.Pool, everyS: number, triedMs: number): Promise<readonly AskedConnection[]> {
  const { rows } = await pool.query<{ enterprise_number: string; asked_at: string }>(
    `update connections set tried_at = clock_timestamp(),
            asked_at = case when is_told then clock_timestamp() else asked_at end, is_told = false
      where enterprise_number in (
        select enterprise_number from connections
         where (not is_told or checked_at < clock_timestamp() - make_interval(secs => $1))
           and (tried_at is null or tried_at < clock_timestamp() - make_interval(secs => $2))
         limit 20 for update skip locked)
     returning enterprise_number, asked_at::text`,
    [everyS, triedMs / 1000],
  );
  return rows.map(({ enterprise_number, asked_at }) => ({ enterprise: enterprise_number, askedAt: asked_at }));
}

/** As `claimAsked`, of this enterprise and at once, whoever tried before; null where its workflow knows already. */
export async function claimAskedOf(pool: pg.Pool, enterprise: string): Promise<AskedConnection | null> {
  const { rows } = await pool.query<{ asked_at: string }>(
    `update connections set tried_at = clock_timestamp() where enterprise_number = $1 and not is_told
     returning asked_at::text`,
    [enterprise],
  );
  return rows[0] ? { enterprise, askedAt: rows[0].asked_at } : null;
}

/** Its workflow knows, unless it was asked again meanwhile. */
export async function markAskTold(db: Queryable, { enterprise, askedAt }: AskedConnection): Promise<void> {
  await db.query('update connections set is_told = true where enterprise_number = $1 and asked_at = $2::timestamptz', [
    enterprise,
    askedAt,
  ]);
}

export async function connectionOf(db: Queryable, enterprise: string): Promise<StoredConnection | null> {
  const { rows } = await db.query<StoredRow>('select * from connections where enterprise_number = $1', [enterprise]);
  return rows[0] ? connectionIn(rows[0]) : null;
}

/** By number. */
export async function allConnections(db: Queryable): Promise<ReadonlyMap<string, ConnectionState>> {
  const { rows } = await db.query<StoredRow>('select * from connections');
  return new Map(rows.map((row) => [row.enterprise_number, connectionIn(row)]));
}

/** Webhooks of ours may stand in this account from now on: said before the first is registered. */
export async function holdAccount(db: Queryable, access: SealedAccess): Promise<void> {
  await db.query(
    'update connections set sealed_key = $2, api_url = $3, body_format = $4 where enterprise_number = $1',
    [access.enterprise, access.sealedKey, access.apiUrl, access.bodyFormat],
  );
}

/** None of ours stands in it any more. */
export async function letAccountGo(db: Queryable, enterprise: string): Promise<void> {
  await db.query(
    `update connections set sealed_key = null, api_url = null, body_format = null, webhooks = '{}'
      where enterprise_number = $1`,
    [enterprise],
  );
}

export async function endCheck(
  db: Queryable,
  enterprise: string,
  { state, problem }: Pick<ConnectionState, 'state' | 'problem'>,
): Promise<void> {
  await db.query(
    `update connections
        set state = $2, problem = $3, checked_at = clock_timestamp(),
            since = case when since is not null and (state, problem) is not distinct from ($2, $3)
                         then since else clock_timestamp() end
      where enterprise_number = $1`,
    [enterprise, state, problem],
  );
}

/** The ids of those that stand, also in the settings, where they are ours to keep. */
export async function noteWebhooks(
  db: Queryable,
  enterprise: string,
  webhooks: Readonly<Record<string, string>>,
): Promise<void> {
  const ids = JSON.stringify(webhooks);
  await db.query('update connections set webhooks = $2 where enterprise_number = $1', [enterprise, ids]);
  await db.query(
    `update enterprises
        set integrations_config = jsonb_set(integrations_config, '{uon,webhooks}', $2::jsonb),
            made_fields = array(select distinct unnest(made_fields || '{uon.webhooks}'))
      where number = $1 and integrations_config -> 'uon' -> 'webhooks' is distinct from $2::jsonb`,
    [enterprise, ids],
  );
}

interface StoredRow {
  enterprise_number: string;
  sealed_key: string | null;
  api_url: string | null;
  body_format: 'json' | 'form' | null;
  webhooks: Readonly<Record<string, string>>;
  state: ConnectionState['state'];
  problem: string | null;
  since: Date | null;
  asked_at: Date;
  is_told: boolean;
  checked_at: Date | null;
}

function connectionIn(row: StoredRow): StoredConnection {
  const { state, problem, webhooks, since, checked_at: checkedAt, asked_at: askedAt, is_told: isTold } = row;
  const isAsked = !isTold || checkedAt === null || checkedAt < askedAt;
  return { state, problem, webhooks, since, checkedAt, isAsked, access: accessIn(row) };
}

function accessIn(row: StoredRow): SealedAccess | null {
  const { enterprise_number: enterprise, sealed_key: sealedKey, api_url: apiUrl, body_format: bodyFormat } = row;
  return sealedKey === null || apiUrl === null || bodyFormat === null
    ? null
    : { enterprise, sealedKey, apiUrl, bodyFormat };
}
