import { Router, type Request } from 'express';
import type { CustomerCard } from '../../../db/customer-card.ts';
import type { CustomersPage, ListedCustomer } from '../../../db/customer-list.ts';
import type { MergeHint } from '../../../db/merge-hints.ts';
import { readCustomerSearch } from '../../../domain/customer-search.ts';
import { numberOf as phoneOf, type AskedEnterprise, type LoadEnterprise } from '../../asked-enterprise.ts';
import { numberOf, unknown } from '../../enterprises.ts';
import { readInput } from '../../input.ts';
import { serve } from '../../openapi/operation.ts';
import { Problem } from '../../problem.ts';
import { allow, type AdminDoor } from '../door.ts';
import { readCursor, writeCursor } from './cursor.ts';
import {
  customerCardQuery,
  customersQuery,
  listCustomers,
  listMergeHints,
  readCustomerCard,
  type CustomerCardAnswer,
  type CustomersAnswer,
} from './operations.ts';
import { clientTold, hintTold, numberTold, rowTold } from './told.ts';

export interface AdminCustomersDeps extends AdminDoor {
  readonly load: LoadEnterprise;
  readonly customers: {
    list(enterprise: string, page: CustomersPage): Promise<readonly ListedCustomer[]>;
    card(enterprise: string, phoneE164: string): Promise<CustomerCard>;
    hints(enterprise: string, of: { most: number; phones?: readonly string[] }): Promise<readonly MergeHint[]>;
  };
  /** What a manager is called; null where that is not known. */
  readonly managerName: (account: string, managerId: string) => Promise<string | null>;
}

const MOST_HINTS = 100;

/** `/api/admin/enterprises/{number}/customers`: whom an agency knows, and whence. */
export function adminCustomersRouter(deps: AdminCustomersDeps): Router {
  const { customers } = deps;
  const router = Router();
  const readers = allow(deps, ({ params }) => ({ what: 'read-enterprise', enterprise: String(params['number']) }));

  serve(router, listCustomers, readers, async (request, response) => {
    const { enterprise } = await askedOf(deps, request);
    const { q, before, limit } = readInput(customersQuery, request);
    const search = readCustomerSearch(q, enterprise.country);
    const cursor = before === undefined ? null : readCursor(before);
    const found = await customers.list(enterprise.number, { search, before: cursor, most: limit + 1 });
    const shown = found.slice(0, limit);
    const last = found.length > limit ? shown.at(-1) : undefined;
    const answer: CustomersAnswer = {
      customers: shown.map(rowTold),
      next: last ? writeCursor({ updatedAt: last.updated_at, phone: last.phone_e164 }) : null,
    };
    response.json(answer);
  });
  serve(router, readCustomerCard, readers, async (request, response) => {
    const asked = await askedOf(deps, request);
    const phone = phoneOf(readInput(customerCardQuery, request).phone, asked);
    response.json(await cardTold(deps, asked, phone));
  });
  serve(router, listMergeHints, readers, async (request, response) => {
    const { enterprise } = await askedOf(deps, request);
    const hints = await customers.hints(enterprise.number, { most: MOST_HINTS });
    response.json({ hints: hints.map((hint) => hintTold(enterprise, hint)) });
  });
  return router;
}

async function cardTold(
  { customers, managerName }: AdminCustomersDeps,
  { enterprise, account }: AskedEnterprise,
  phone: string,
): Promise<CustomerCardAnswer> {
  const { numbers, clients } = await customers.card(enterprise.number, phone);
  if (numbers.length === 0) throw new Problem(404, 'We know nobody with that number');
  const phones = numbers.map(({ phone_e164 }) => phone_e164);
  const [hints, told] = await Promise.all([
    customers.hints(enterprise.number, { most: MOST_HINTS, phones }),
    Promise.all(
      clients.map(async (each) => {
        const { managerId } = each.client;
        const name = account === null || managerId === null ? null : await managerName(account, managerId);
        return clientTold(enterprise, each, name);
      }),
    ),
  ]);
  return {
    numbers: numbers.map((number) => numberTold(enterprise, number)),
    clients: told,
    hints: hints.map((hint) => hintTold(enterprise, hint)),
  };
}

async function askedOf({ load }: AdminCustomersDeps, request: Request): Promise<AskedEnterprise> {
  const asked = await load(numberOf(request));
  if (!asked) throw unknown();
  return asked;
}
