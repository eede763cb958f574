import type pg from 'pg';
import type { Manager } from '../domain/uon-shapes.ts';

/** Keeps which extension U-ON holds for each manager (`ip_internal_number`), for those whom the settings don't name. */
export async function saveExtensions(
  db: Pick<pg.Pool, 'query'>,
  enterprise: string,
  managers: readonly Manager[],
): Promise<void> {
  const present = managers.filter(({ active, deleted }) => active && !deleted);
  const extensions = present.flatMap(({ id, extension }) => (extension === null ? [] : [[id, [extension]] as const]));
  await db.query(
    'update enterprises set extensions_of_uon = $2 where number = $1 and extensions_of_uon is distinct from $2::jsonb',
    [enterprise, JSON.stringify(Object.fromEntries(extensions))],
  );
}
