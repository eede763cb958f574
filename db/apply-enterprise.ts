import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

import pg from 'pg';

import { EnterpriseFileError } from '../domain/enterprise.ts';
import type { EnterpriseFile } from '../domain/enterprise.ts';
import { changedKeys } from '../domain/settings/changed-keys.ts';
import type { Secrets } from '../platform/secrets.ts';
import { writeAudit } from './admin-audit.ts';
import { askForConnection } from './connection-asks.ts';
import { endAccess } from './former-enterprises.ts';
import { lockEnterprise } from './enterprise-lock.ts';
import { rowOfNumber, writeRow } from './enterprise-rows.ts';
import type { EnterpriseRow, MadeColumns } from './enterprise-rows.ts';
import { openAll, sealAll, splitSecrets } from './enterprise-secrets.ts';
import type { SecretMap } from './enterprise-secrets.ts';
import type { StandingEnterprise } from './returned-settings.ts';
import { inTransaction } from './transaction.ts';
import { useWebhookSecret } from './webhook-secrets.ts';

export type ApplyOutcome = 'created' | 'updated' | 'unchanged';

/** Keyed hashes by which an enterprise is found. */
export interface ApplyHashes {
  token(token: string): string;
  webhookSecret(secret: string): string;
}

/** An enterprise with its secrets in clear, as it is or as it is to be. */
interface Clear extends Omit<EnterpriseRow, 'sealed' | MadeColumns> {
  readonly secrets: SecretMap;
}

/** What is to be stored. */
export interface Wanted {
  readonly file: EnterpriseFile;
  /** The token stays, whatever the file has in its place. */
  readonly keepsToken?: boolean;
  /** Address of the user who changes it, for the audit; a file and other services have none. */
  readonly actor?: string | undefined;
}

/** Says what is to be stored, once it is known what stands; it may ask for more in the transaction, and refuse by throwing. */
export type Decide = (
  standing: StandingEnterprise | undefined,
  edition: string | null,
  tx: pg.PoolClient,
) => Wanted | Promise<Wanted>;

/**
 * Stores an enterprise file: all of it replaces what was there. Only what we made ourselves, and the file does not name,
 * stays. Applying the same file again changes nothing.
 *
 * @throws EnterpriseFileError naming `token` or `webhook_secret` when another enterprise has the same
 */
export async function applyEnterprise(
  pool: pg.Pool,
  secrets: Secrets,
  number: string,
  decide: Decide,
  hashes: ApplyHashes,
): Promise<ApplyOutcome> {
  return inTransaction(pool, async (client) => {
    await lockEnterprise(client, number);
    const row = await rowOfNumber(client, number);
    const stored = row && withClearSecrets(row, secrets);
    const { file, keepsToken = false, actor } = await decide(stored, row?.edition ?? null, client);
    const tokenHash = keepsToken && row ? row.tokenHash : hashes.token(file.token);
    const wanted = keepWhatWeMade(wantedBy(file, tokenHash), stored);
    const isSame = stored !== undefined && isDeepStrictEqual(asJson(stored), asJson(wanted));
    const isCurrent = row !== undefined && [...row.sealed.values()].every((sealed) => secrets.isCurrent(sealed));
    if (!isSame || !isCurrent) await write(client, wanted, secrets);
    await indexSecret(client, wanted, hashes);
    if (actor !== undefined && !isSame) await auditChange(client, actor, stored, wanted);
    await askForConnection(client, number);
    if (!row) return 'created';
    return isSame ? 'unchanged' : 'updated';
  });
}

/** Removes an enterprise, and who was let in to it by its number. False where there is none. `check` may refuse by throwing, once it is known what stands. */
export async function removeEnterprise(
  pool: pg.Pool,
  number: string,
  check: (edition: string | null) => void,
  actor: string,
): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    await lockEnterprise(client, number);
    check((await rowOfNumber(client, number))?.edition ?? null);
    const { rowCount } = await client.query('DELETE FROM enterprises WHERE number = $1', [number]);
    if (rowCount !== 1) return false;
    await askForConnection(client, number);
    await endAccess(client, number, actor);
    await writeAudit(client, { actor, action: 'enterprise-removed', subject: number });
    return true;
  });
}

/** Which keys were changed, never what stands in them: some are secrets. */
async function auditChange(client: pg.PoolClient, actor: string, before: Clear | undefined, after: Clear) {
  const { number: subject } = after;
  if (!before) return writeAudit(client, { actor, action: 'enterprise-added', subject });
  const changed = changedKeys(byTheirKeys(before), byTheirKeys(after));
  await writeAudit(client, { actor, action: 'enterprise-changed', subject, details: { changed } });
}

/** As a file names them: `lines`, `uon.api_key`, `token`. */
function byTheirKeys({ settings, secrets, tokenHash: token, madeFields: _made, ...rest }: Clear): unknown {
  return JSON.parse(JSON.stringify({ ...rest, token, ...settings, ...Object.fromEntries(secrets) }));
}

/** So that the enterprise is found by the secret in its webhooks' address. */
async function indexSecret(client: pg.PoolClient, { number, secrets }: Clear, hashes: ApplyHashes): Promise<void> {
  const secret = secrets.get('uon.webhook_secret');
  if (secret === undefined || (await useWebhookSecret(client, number, hashes.webhookSecret(secret)))) return;
  const field = 'integrations_config.uon.webhook_secret';
  throw new EnterpriseFileError([{ field, message: 'belongs to another enterprise, or did until a day ago' }]);
}

function wantedBy({ token: _token, integrations_config, ...file }: EnterpriseFile, tokenHash: string): Clear {
  return { ...file, ...splitSecrets(integrations_config), tokenHash, madeFields: [] };
}

function keepWhatWeMade(wanted: Clear, stored: Clear | undefined): Clear {
  const { settings, secrets } = wanted;
  const kept = stored?.madeFields.includes('uon.webhooks') ? stored.settings.uon.webhooks : {};
  // Who sends back what he was shown does not name them.
  const keepsWebhooks =
    !isEmpty(kept) && (isEmpty(settings.uon.webhooks) || isDeepStrictEqual(settings.uon.webhooks, kept));
  // In another account these ids are somebody else's.
  const isSameKey = stored?.secrets.get('uon.api_key') === secrets.get('uon.api_key');
  const webhooks = isSameKey ? kept : {};
  const needsSecret = !secrets.has('uon.webhook_secret');
  return {
    ...wanted,
    madeFields: [...(keepsWebhooks && isSameKey ? WEBHOOKS : []), ...(needsSecret ? WEBHOOK_SECRET : [])],
    settings: keepsWebhooks ? { ...settings, uon: { ...settings.uon, webhooks } } : settings,
    secrets: needsSecret ? new Map([...secrets, ['uon.webhook_secret', ourWebhookSecret(stored)]]) : secrets,
  };
}

const WEBHOOKS = ['uon.webhooks'] as const;
const WEBHOOK_SECRET = ['uon.webhook_secret'] as const;

/** The one that we made before, else a new one; one that an earlier file gave is not ours to keep. */
function ourWebhookSecret(stored: Clear | undefined): string {
  const before = stored?.madeFields.includes('uon.webhook_secret')
    ? stored.secrets.get('uon.webhook_secret')
    : undefined;
  return before ?? randomBytes(24).toString('base64url');
}

function withClearSecrets(
  { sealed, extensionsOfUon: _extensions, updatedAt: _updatedAt, edition: _edition, ...row }: EnterpriseRow,
  secrets: Secrets,
): Clear {
  return { ...row, secrets: openAll(sealed, row.number, secrets) };
}

async function write(client: pg.PoolClient, { secrets: plain, ...row }: Clear, secrets: Secrets): Promise<void> {
  try {
    await writeRow(client, { ...row, sealed: sealAll(plain, row.number, secrets) });
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.constraint !== 'enterprises_token_is_unique') throw error;
    throw new EnterpriseFileError([{ field: 'token', message: 'belongs to another enterprise' }]);
  }
}

/** For comparing: keys that are not set and keys that are not there are the same. */
function asJson({ secrets, ...rest }: Clear): unknown {
  const madeFields = rest.madeFields.toSorted();
  return JSON.parse(JSON.stringify({ ...rest, madeFields, secrets: Object.fromEntries(secrets) }));
}

function isEmpty(map: object): boolean {
  return Object.keys(map).length === 0;
}
