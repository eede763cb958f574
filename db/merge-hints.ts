import type pg from 'pg';
import { IDS } from './customer-list.ts';
import { areLinkedByIds } from '../domain/linked-by-ids.ts';

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
  /** The first of them. */
  readonly numbers: readonly HintedNumber[];
  /** How many more there are. */
  readonly more: number;
}

/** More numbers of one hint nobody reads. */
const SHOWN_NUMBERS = 20;

/** Hints of an enterprise, or those of these phones: of one name first, those with the most numbers before others. */
export async function mergeHints(
  pool: pg.Pool,
  enterprise: string,
  { most, phones = null }: { readonly most: number; readonly phones?: readonly string[] | null },
): Promise<readonly MergeHint[]> {
  // Unnamed, so that it is planned for all customers or for a few phones.
  const ask = async (text: string) =>
    (await pool.query<MergeHint>({ name: '', text, values: [enterprise, most, phones] })).rows;
  const [sameName, oneNumber] = await Promise.all([ask(SAME_NAME), ask(ONE_NUMBER)]);
  // Who is kept as several persons may share a client of U-ON by now.
  const unlinked = sameName.filter(({ numbers, more }) => more > 0 || !areLinkedByIds(numbers));
  return [...unlinked, ...oneNumber];
}

const HINTED = `jsonb_build_object('phone_e164', phone_e164, 'ids', ${IDS},
  'name', concat_ws(' ', nullif(last_name, ''), nullif(first_name, ''), nullif(middle_name, '')))`;

const PATRONYMIC = `nullif(lower(middle_name), '')`;

/** The names first, of which all stands in an index; then the rows of those that are shown. Two patronymics are two people. */
const SAME_NAME = `
  with shared as (
    select namesake, count(*) as numbers, min(phone_e164) as first
      from customers
     where enterprise_number = $1 and namesake is not null
       and ($3::text[] is null or namesake = any (array(
         select namesake from customers where enterprise_number = $1 and phone_e164 = any ($3) and namesake is not null)))
     group by namesake
    having min(person) <> max(person) and min(${PATRONYMIC}) is not distinct from max(${PATRONYMIC})
     order by numbers desc, first limit $2)
  select 'same-name' as kind, named.numbers, greatest(shared.numbers - ${SHOWN_NUMBERS}, 0) as more
    from shared
   cross join lateral (
     select jsonb_agg(hinted order by phone_e164) as numbers from (
       select phone_e164, ${HINTED} as hinted from customers
        where enterprise_number = $1 and namesake = shared.namesake
        order by phone_e164 limit ${SHOWN_NUMBERS}) as shown) as named
   order by shared.numbers desc, shared.first`;

// As the index `customers_of_several` has it.
const ONE_NUMBER = `
  select 'one-number' as kind, jsonb_build_array(${HINTED}) as numbers, 0 as more from customers
   where enterprise_number = $1 and jsonb_array_length(coalesce(meta -> 'ids' -> 'uon', '[]')) > 1
     and ($3::text[] is null or phone_e164 = any ($3))
   order by phone_e164 limit $2`;
