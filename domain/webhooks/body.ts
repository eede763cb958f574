import { z } from 'zod';

/** Whatever else it is counts as not given: a webhook is not refused for its fields. */
function field(description: string, examples: readonly (string | number)[]) {
  return z
    .unknown()
    .optional()
    .meta({ description, examples: [...examples] });
}

/** A client as webhooks describe it. */
export const webhookClient = z
  .looseObject({
    u_id: field('U-ON’s id of the client', [5]),
    id: field('The same, where `u_id` is missing', [5]),
    u_surname: field('Surname', ['Иванов']),
    u_name: field('First name', ['Иван']),
    u_sname: field('Patronymic', ['Иванович']),
    u_company: field('Company', ['ООО «Июнь»']),
    u_phone: field('Phone', ['+375297003134']),
    u_phone_mobile: field('Mobile phone', ['']),
    u_phone_home: field('Phone at home', ['']),
  })
  .meta({ id: 'WebhookClient' });

/**
 * The fields of a webhook that are read, by their names in Latin letters; all others are kept for the record. As a form or in a
 * query a client's fields are `client[u_id]`, or `client` is JSON within text.
 */
export const webhookBody = z
  .looseObject({
    type_id: field('U-ON’s number of the event; without one that is known nothing is done', [3, 4, 5, 60, 1]),
    method: field('`call`: a click on a phone, as type 47', ['none']),
    datetime: field('When it happened, as U-ON writes it; tells repeats apart', ['2025-09-14 12:05:23']),
    client_id: field('U-ON’s id of the client', [5]),
    client: z.union([webhookClient, z.unknown()]).optional(),
    lead_id: field('The lead that changed', [71]),
    request_id: field('The same, under other names', [71]),
    r_id: field('The same', [71]),
    id: field('The same', [71]),
    user_id: field('The manager who clicked', [4]),
    manager_id: field('The same, where `user_id` is missing', [4]),
    phone: field('The phone that was clicked on', ['375296254070']),
    uon_id: field('U-ON’s number of the account; must be the enterprise’s', []),
    account_id: field('The same', []),
    uon_subdomain: field('The account’s host, as `id67054`; must be the enterprise’s', []),
  })
  .meta({ id: 'Webhook' });
