import type pg from 'pg';
import { z } from 'zod';

import type { Enterprise } from '../domain/enterprise.ts';
import { withExtensionsOfUon } from '../domain/manager-extensions.ts';
import { line } from '../domain/settings/line.ts';
import { country } from '../domain/settings/place.ts';
import { joinSecrets, readStored } from './enterprise-secrets.ts';

/** What `enterprises` holds of one, secrets still encrypted. */
export type EnterpriseRow = z.output<typeof rowSchema>;

type Queryable = Pick<pg.Pool, 'query'>;

const rowSchema = z
  .object({
    number: z.string(),
    name: z.string(),
    token_hash: z.string(),
    timezone: z.string(),
    country,
    lines: z.array(line),
    integrations_config: z.unknown().transform(readStored),
    extensions_of_uon: z.record(z.string(), z.array(z.string())),
    made_fields: z.array(z.enum(['uon.webhooks', 'uon.webhook_secret'])),
    updated_at: z.date(),
    edition: z.string(),
  })
  .transform(({ token_hash, integrations_config, extensions_of_uon, made_fields, updated_at, ...row }) => ({
    ...row,
    ...integrations_config,
    tokenHash: token_hash,
    madeFields: made_fields,
    extensionsOfUon: extensions_of_uon,
    updatedAt: updated_at,
  }));

/**
 * Reads enterprises, each row parsed once while it stands unchanged (`xmin` names its version): parsing the settings takes
 * longer than asking for them, and a call asks a dozen times.
 */
export interface EnterpriseReader {
  ofNumber(number: string): Promise<EnterpriseRow | undefined>;
  ofTokenHash(tokenHash: string): Promise<EnterpriseRow | undefined>;
  all(): Promise<readonly EnterpriseRow[]>;
}

export function createEnterpriseReader(db: Queryable): EnterpriseReader {
  const parsed = new Map<string, { readonly version: string; readonly row: EnterpriseRow }>();

  const select = async (rest: string, values: readonly unknown[]): Promise<EnterpriseRow[]> => {
    const sql = `SELECT ${COLUMNS}, xmin::text AS version FROM enterprises ${rest}`;
    const { rows } = await db.query<Versioned>(sql, [...values]);
    return rows.map(read);
  };
  const read = (found: Versioned): EnterpriseRow => {
    const { version, number } = found;
    const known = parsed.get(number);
    if (known?.version === version) return known.row;
    const row = rowSchema.parse(found);
    parsed.set(number, { version, row });
    return row;
  };

  return {
    ofNumber: async (number) => (await select('WHERE number = $1', [number]))[0],
    ofTokenHash: async (tokenHash) => (await select('WHERE token_hash = $1', [tokenHash]))[0],
    all: () => select('ORDER BY number', []),
  };
}

interface Versioned {
  readonly number: string;
  readonly version: string;
}

/** `edition`: another one after each change of the settings, and not for what we note of U-ON beside them. */
const COLUMNS = `number, name, token_hash, timezone, country, lines, integrations_config, made_fields, extensions_of_uon,
  updated_at, extract(epoch from updated_at)::text as edition`;

export async function rowOfNumber(db: Queryable, number: string): Promise<EnterpriseRow | undefined> {
  const { rows } = await db.query(`SELECT ${COLUMNS} FROM enterprises WHERE number = $1`, [number]);
  return rowSchema.optional().parse(rows[0]);
}

/** What storing gives a row by itself. */
export type MadeColumns = 'extensionsOfUon' | 'updatedAt' | 'edition';

/** Inserts or replaces. */
export async function writeRow(db: Queryable, row: Omit<EnterpriseRow, MadeColumns>): Promise<void> {
  const config = joinSecrets(row.settings, row.sealed);
  await db.query(
    `INSERT INTO enterprises (number, name, token_hash, timezone, country, lines, integrations_config, made_fields)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (number) DO UPDATE SET
       name = excluded.name, token_hash = excluded.token_hash, timezone = excluded.timezone, country = excluded.country,
       lines = excluded.lines, integrations_config = excluded.integrations_config, made_fields = excluded.made_fields,
       updated_at = clock_timestamp()`,
    [
      ...[row.number, row.name, row.tokenHash, row.timezone, row.country],
      ...[JSON.stringify(row.lines), JSON.stringify(config), row.madeFields],
    ],
  );
}

/** What calls work with: no secret in it. */
export function enterpriseOf(row: EnterpriseRow): Enterprise {
  const { number, name, timezone, country, lines, settings, extensionsOfUon } = row;
  const user_extensions = withExtensionsOfUon(settings.uon.user_extensions, extensionsOfUon);
  return { number, name, timezone, country, lines, ...settings, uon: { ...settings.uon, user_extensions } };
}
