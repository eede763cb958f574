import type pg from 'pg';

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

/** What a look at a connection came to. */
export interface Looked {
  readonly state: Exclude<ConnectionState['state'], 'new'>;
  readonly problem: string | null;
  /** What was asked last when it began (`lastAsk`). */
  readonly asked: string | null;
}

export async function connectionOf(db: Queryable, enterprise: string): Promise<ConnectionState | null> {
  const { rows } = await db.query<StoredRow>(`select ${COLUMNS} from connections where enterprise_number = $1`, [
    enterprise,
  ]);
  return rows[0] ? connectionIn(rows[0]) : null;
}

/** By number. */
export async function allConnections(db: Queryable): Promise<ReadonlyMap<string, ConnectionState>> {
  const { rows } = await db.query<StoredRow>(`select ${COLUMNS} from connections`);
  return new Map(rows.map((row) => [row.enterprise_number, connectionIn(row)]));
}

export async function noteLooked(db: Queryable, enterprise: string, { state, problem, asked }: Looked): Promise<void> {
  await db.query(
    `update connections
        set state = $2, problem = $3, checked_at = clock_timestamp(), answered_ask = coalesce($4::timestamptz, answered_ask),
            since = case when since is not null and (state, problem) is not distinct from ($2, $3)
                         then since else clock_timestamp() end
      where enterprise_number = $1`,
    [enterprise, state, problem, asked],
  );
}

/** The ids of those that stand, also in the settings, where they are ours to keep. */
export async function showWebhooks(
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

/** None of these stands any more: where they are shown, nothing is; what a file named itself stays. */
export async function hideWebhooks(db: Queryable, enterprise: string, ids: readonly string[]): Promise<void> {
  const areThese = (webhooks: string) => `array(select value from jsonb_each_text(${webhooks})) <@ $2::text[]`;
  await db.query(`update connections set webhooks = '{}' where enterprise_number = $1 and ${areThese('webhooks')}`, [
    enterprise,
    ids,
  ]);
  await db.query(
    `update enterprises set integrations_config = jsonb_set(integrations_config, '{uon,webhooks}', '{}')
      where number = $1 and 'uon.webhooks' = any(made_fields)
        and ${areThese("coalesce(integrations_config #> '{uon,webhooks}', '{}')")}`,
    [enterprise, ids],
  );
}

/** Of an enterprise that is gone: nobody is asked for it any more, and its secrets are anybody's. */
export async function forgetConnection(db: Queryable, enterprise: string): Promise<void> {
  await db.query('delete from connections where enterprise_number = $1', [enterprise]);
  await db.query('delete from webhook_secrets where enterprise_number = $1', [enterprise]);
}

/** By their names: a statement that is prepared for all columns breaks when a migration adds one. */
const COLUMNS = `enterprise_number, state, problem, webhooks, since, checked_at,
  answered_ask is distinct from asked_at as is_asked`;

interface StoredRow {
  enterprise_number: string;
  state: ConnectionState['state'];
  problem: string | null;
  webhooks: Readonly<Record<string, string>>;
  since: Date | null;
  checked_at: Date | null;
  is_asked: boolean;
}

function connectionIn(row: StoredRow): ConnectionState {
  const { state, problem, webhooks, since, checked_at: checkedAt, is_asked: isAsked } = row;
  return { state, problem, webhooks, since, checkedAt, isAsked };
}
