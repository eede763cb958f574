import type pg from 'pg';

/** A number that may be another's too. */
export interface HintedNumber {
  readonly phone_e164: string;
  /** Surname, name, patronymic, as far as they are known. */
  readonly name: string;
  readonly ids: readonly string[];
}

/** Numbers that may be one person's, and why it seems so. */
export interface MergeHint {
  /** `same-name`: one name under numbers that share no client of U-ON; `one-number`: several clients of U-ON have one number. */
  readonly kind: 'same-name' | 'one-number';
  readonly numbers: readonly HintedNumber[];
}

/** Must be the expression of the index `customers_by_name`. */
const NAME = `translate(lower(coalesce(last_name, '') || ' ' || coalesce(first_name, '')), 'ё', 'е')`;
const NAMED = `last_name <> '' and first_name <> ''`;
const IDS = `array(select jsonb_array_elements_text(coalesce(meta -> 'ids' -> 'uon', '[]')))`;
const HINTED = `jsonb_build_object('phone_e164', phone_e164, 'ids', ${IDS},
  'name', concat_ws(' ', nullif(last_name, ''), nullif(first_name, ''), nullif(middle_name, '')))`;

/** Hints of an enterprise, or those of one name; those with the most numbers first. */
export async function mergeHints(
  pool: pg.Pool,
  enterprise: string,
  { most, phones = null }: { readonly most: number; readonly phones?: readonly string[] | null },
): Promise<readonly MergeHint[]> {
  const { rows } = await pool.query<MergeHint>(
    `(select 'same-name' as kind, jsonb_agg(${HINTED} order by phone_e164) as numbers
        from customers
       where enterprise_number = $1 and ${NAMED}
         and ($3::text[] is null or ${NAME} in (
           select ${NAME} from customers where enterprise_number = $1 and ${NAMED} and phone_e164 = any ($3)))
       group by ${NAME}
      having count(distinct coalesce(nullif(meta ->> 'person_uid', ''), phone_e164)) > 1
         and count(distinct nullif(lower(middle_name), '')) <= 1
       order by count(*) desc, min(phone_e164) limit $2)
     union all
     (select 'one-number', jsonb_build_array(${HINTED}) from customers
       where enterprise_number = $1 and jsonb_array_length(coalesce(meta -> 'ids' -> 'uon', '[]')) > 1
         and ($3::text[] is null or phone_e164 = any ($3))
       order by phone_e164 limit $2)`,
    [enterprise, most, phones],
  );
  return rows;
}
