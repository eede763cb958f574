import type pg from 'pg';

/** One thing that somebody did. Holds neither key, password nor token. */
export interface AuditEntry {
  readonly id: string;
  readonly at: Date;
  /** Address of a user, or the command that did it. */
  readonly actor: string;
  readonly action: AuditAction;
  /** Address of a user or number of an enterprise. */
  readonly subject: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export const AUDIT_ACTIONS = [
  ...(['logged-in', 'login-refused', 'logged-out'] as const),
  ...(['user-added', 'user-changed', 'user-removed', 'password-changed'] as const),
  ...(['enterprise-added', 'enterprise-changed', 'enterprise-removed', 'pbx-token-changed'] as const),
  ...(['second-factor-on', 'second-factor-off', 'recovery-codes-made', 'code-refused'] as const),
  ...(['sessions-ended', 'call-step-repeated', 'calls-exported'] as const),
  ...(['uon-checked', 'test-popup-sent', 'uon-lists-read', 'webhooks-registered'] as const),
  ...(['telegram-checked'] as const),
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export async function writeAudit(
  db: pg.Pool | pg.PoolClient,
  {
    actor,
    action,
    subject,
    details = {},
  }: Omit<AuditEntry, 'id' | 'at' | 'details'> & Partial<Pick<AuditEntry, 'details'>>,
): Promise<void> {
  await db.query('insert into admin_audit (actor, action, subject, details) values ($1, $2, $3, $4)', [
    ...[actor, action, subject],
    JSON.stringify(details),
  ]);
}

/** The newest first; those before an entry, or the last there are. */
export async function readAudit(
  pool: pg.Pool,
  { before, most }: { before: string | null; most: number },
): Promise<readonly AuditEntry[]> {
  const { rows } = await pool.query<AuditEntry>(
    `select id::text, at, actor, action, subject, details from admin_audit
      where $1::bigint is null or admin_audit.id < $1 order by admin_audit.id desc limit $2`,
    [before, most],
  );
  return rows;
}

/** Of logging in and out. An address that nobody has is not kept: it may be a password that was typed in the wrong place. */
export async function auditLogin(pool: pg.Pool, action: AuditAction, email: string): Promise<void> {
  await pool.query(
    `insert into admin_audit (actor, action, subject) select email, $1, email from admin_users where email = lower($2)`,
    [action, email],
  );
}
