import type pg from 'pg';
import type { CustomerSearch } from '../domain/customer-search.ts';

/** A number as the list of customers has it. */
export interface ListedCustomer {
  readonly phone_e164: string;
  readonly last_name: string | null;
  readonly first_name: string | null;
  readonly middle_name: string | null;
  readonly company: string | null;
  /** Ids in U-ON. */
  readonly ids: readonly string[];
  /** By the database's clock, to the microsecond: a page begins after it. */
  readonly updated_at: string;
}

export interface CustomersPage {
  readonly search: CustomerSearch;
  /** The last one of the page before. */
  readonly before: { readonly updatedAt: string; readonly phone: string } | null;
  readonly most: number;
}

/** Ids in U-ON as an array of texts. */
export const IDS = `array(select jsonb_array_elements_text(coalesce(meta -> 'ids' -> 'uon', '[]')))`;
/** What a `ListedCustomer` is read from. */
export const LISTED = `phone_e164, last_name, first_name, middle_name, company, ${IDS} as ids, updated_at::text as updated_at`;

/** Those that changed last first. */
export async function listCustomers(
  pool: pg.Pool,
  enterprise: string,
  { search: { words, digits, id }, before, most }: CustomersPage,
): Promise<readonly ListedCustomer[]> {
  // Unnamed, so that it is planned for what is looked for: all are read in the order of an index.
  const { rows } = await pool.query<ListedCustomer>({
    name: '',
    text: LIST,
    values: [enterprise, digits, id, words.map(anywhere), before?.updatedAt, before?.phone, most],
  });
  return rows;
}

const LIST = `
  select ${LISTED} from customers
   where enterprise_number = $1
     and ($2::text is null or phone_e164 like '%' || $2 || '%' or phone_e164 = any (array(
       select phone_e164 from customers
        where enterprise_number = $1 and meta -> 'ids' -> 'uon' @> jsonb_build_array($3::text))))
     and (cardinality($4::text[]) = 0 or words like all (array(select lower(word) from unnest($4::text[]) as word)))
     and ($5::timestamptz is null or (updated_at, phone_e164) < ($5, $6))
   order by customers.updated_at desc, phone_e164 desc limit $7`;

function anywhere(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`;
}
