import type { Customer } from '../../api/customers.ts';

/** Surname, name and patronymic, as far as they are known; empty when none is. */
export function nameOf(customer: Pick<Customer, 'last_name' | 'first_name' | 'middle_name'>): string {
  return [customer.last_name, customer.first_name, customer.middle_name].filter(Boolean).join(' ');
}
