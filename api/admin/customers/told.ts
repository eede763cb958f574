import type { CustomerCard, CustomerNumber, NameSource } from '../../../db/customer-card.ts';
import type { ListedCustomer } from '../../../db/customer-list.ts';
import type { MergeHint } from '../../../db/merge-hints.ts';
import type { Enterprise } from '../../../domain/enterprise.ts';
import { personName } from '../../../domain/person-name.ts';
import { linkTo } from '../../../domain/settings/links.ts';
import type { CustomerCardAnswer, CustomerRow, MergeHintTold } from './operations.ts';

export function rowTold(listed: ListedCustomer): CustomerRow {
  const { last_name, first_name, middle_name, company, ids } = listed;
  return {
    ...{ phone: listed.phone_e164, last_name, first_name, middle_name, company, ids: [...ids] },
    updated_at: new Date(listed.updated_at).toISOString(),
  };
}

/** The address of a client's card in U-ON; null where the agency's host is not known. */
function cardOf({ uon }: Enterprise, clientId: string): string | null {
  return linkTo(uon.links.client, uon.subdomain, { user_id: clientId });
}

export function numberTold(enterprise: Enterprise, number: CustomerNumber): CustomerCardAnswer['numbers'][number] {
  const told = (source: NameSource | undefined, name: string | null) =>
    source === undefined || !name
      ? null
      : {
          ...{ client_id: source.client, told: source.told },
          ...{ at: source.at, link: cardOf(enterprise, source.client) },
        };
  const { sources } = number;
  return {
    ...rowTold(number),
    sources: {
      last_name: told(sources.last_name, number.last_name),
      first_name: told(sources.first_name, number.first_name),
      middle_name: told(sources.middle_name, number.middle_name),
      company: told(sources.company, number.company),
    },
  };
}

export function clientTold(
  enterprise: Enterprise,
  { client, fetchedAt }: CustomerCard['clients'][number],
  managerName: string | null,
): CustomerCardAnswer['clients'][number] {
  const { id, company, kind, phones, managerId, active, deleted } = client;
  return {
    ...{ id, link: cardOf(enterprise, id), name: personName(client), company, kind, phones, active, deleted },
    manager: managerId === null ? null : { id: managerId, name: managerName },
    fetched_at: fetchedAt.toISOString(),
  };
}

export function hintTold(enterprise: Enterprise, { kind, numbers, more }: MergeHint): MergeHintTold {
  const shown = numbers.map(({ phone_e164, name, ids }) => ({
    ...{ phone: phone_e164, name },
    clients: ids.map((id) => ({ id, link: cardOf(enterprise, id) })),
  }));
  return { kind, numbers: shown, more };
}
