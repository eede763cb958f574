import type { AdminCustomersDeps } from '../../../api/admin/customers/router.ts';
import { customerCard } from '../../../db/customer-card.ts';
import { listCustomers } from '../../../db/customer-list.ts';
import { knownManager } from '../../../db/known-profile.ts';
import { mergeHints } from '../../../db/merge-hints.ts';
import { askedOf } from '../asked-of.ts';
import type { OpenProcess } from '../../open-process.ts';

/** What the routes of customers need. */
export function createAdminCustomers({
  pool,
  settings,
}: Pick<OpenProcess, 'pool' | 'settings'>): Pick<AdminCustomersDeps, 'load' | 'customers' | 'managerName'> {
  return {
    load: async (number) => askedOf(await settings.withAccess(number)),
    customers: {
      list: (enterprise, page) => listCustomers(pool, enterprise, page),
      card: (enterprise, phone) => customerCard(pool, enterprise, phone),
      hints: (enterprise, of) => mergeHints(pool, enterprise, of),
    },
    managerName: (account, managerId) => knownManager(pool, account, managerId),
  };
}
