import type pg from 'pg';
import type { Client } from '../domain/uon-shapes.ts';
import type { NameTold } from './customers.ts';
import { LISTED, type ListedCustomer } from './customer-list.ts';
import { identify } from './person.ts';

export const NAME_FIELDS = ['last_name', 'first_name', 'middle_name', 'company'] as const;
type NameField = (typeof NAME_FIELDS)[number];

/** Who said a name, and when: a client of U-ON, by its id. */
export interface NameSource {
  readonly client: string;
  readonly told: NameTold;
  /** ISO 8601. */
  readonly at: string;
}

/** A number of a person, with where its names came from as far as that was noted. */
export interface CustomerNumber extends ListedCustomer {
  readonly sources: Partial<Readonly<Record<NameField, NameSource>>>;
}

/** All that we know of who has a number, ourselves and from U-ON. */
export interface CustomerCard {
  /** The number that was asked for first; empty where we know none of them. */
  readonly numbers: readonly CustomerNumber[];
  /** As U-ON last described them. */
  readonly clients: readonly { readonly client: Client; readonly fetchedAt: Date }[];
}

/** The person's numbers are those that share its `person_uid` or an id in U-ON. */
export async function customerCard(pool: pg.Pool, enterprise: string, phoneE164: string): Promise<CustomerCard> {
  const { numbers } = await identify(pool, { enterprise, phoneE164 });
  const [rows, clients] = await Promise.all([
    pool.query<CustomerNumber>(
      `select ${LISTED}, sources from customers
        where enterprise_number = $1 and phone_e164 = any ($2)
        order by phone_e164 <> $3, customers.updated_at desc, phone_e164`,
      [enterprise, numbers, phoneE164],
    ),
    pool.query<{ client: Client; fetched_at: Date }>(
      `select distinct on (client ->> 'id') client, fetched_at from profiles
        where enterprise_number = $1 and phone_e164 = any ($2) and client is not null
        order by client ->> 'id', fetched_at desc`,
      [enterprise, numbers],
    ),
  ]);
  return {
    numbers: rows.rows,
    clients: clients.rows.map(({ client, fetched_at }) => ({ client, fetchedAt: fetched_at })),
  };
}
