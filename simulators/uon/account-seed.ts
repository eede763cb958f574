import { z } from 'zod';
import { storedPhone } from './row-forms.ts';

const id = z.union([z.number().int().nonnegative(), z.string().regex(/^\d+$/)]).transform(Number);
/** "Nobody" comes as 0, "0", null or not at all; it is kept as null and told in all these forms. */
const idOrNone = id.nullish().transform((value) => (value ? value : null));
const text = z.string().default('');
/** "+375..." is kept as " 375..." from the start, as if it had been created so. */
const phone = text.transform(storedPhone);
const flag = z.union([z.literal(0), z.literal(1)]);
const localTime = z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?$/);

/** A tourist. Names as U-ON's; `indexed_at` (epoch ms) is the simulator's own: before it a phone search finds nothing. */
export const clientSeedSchema = z.strictObject({
  u_id: id,
  u_surname: text,
  u_name: text,
  u_sname: text,
  u_phone: phone,
  u_phone_mobile: phone,
  u_phone_home: phone,
  u_email: text,
  u_company: text,
  /** No source names it: a row tells it only where a seed does. */
  company_id: id.optional(),
  u_type: z.union([z.literal(1), z.literal(2), z.literal(3)]).default(1),
  u_note: text,
  manager_id: idOrNone,
  office_id: idOrNone,
  active: flag.default(1),
  deleted: flag.default(0),
  timezone: z.string().default('+3'),
  u_date_update: localTime.default('2025-09-01 10:00:00'),
  indexed_at: z.number().default(0),
});

/** An обращение. `id` is what other methods take; `id_system` counts apart and is given by the account when absent. */
export const leadSeedSchema = z.strictObject({
  id,
  id_system: id.optional(),
  client_id: id,
  status_id: id,
  manager_id: idOrNone,
  office_id: idOrNone,
  source: text,
  note: text,
  dat: localTime.default('2025-09-01 10:00:00'),
  dat_updated: localTime.default('2025-09-01 10:00:00'),
});

/** A заявка. Requests and leads share one sequence of ids. */
export const requestSeedSchema = z.strictObject({
  id,
  client_id: id,
  status_id: id,
  status: text,
  manager_id: idOrNone,
  dat: localTime.default('2025-09-01 10:00:00'),
});

export const statusSeedSchema = z.strictObject({
  id,
  /** In clear ("Лид → Заявка"); the answers write it with HTML entities. */
  name: z.string(),
  ord: z.number().int().default(0),
  is_archive: flag.default(0),
});

export const managerSeedSchema = z.strictObject({
  u_id: id,
  u_surname: text,
  u_name: text,
  u_email: text,
  u_phone: text,
  ip_internal_number: text,
  /** 1 free, 2 busy, 3 absent. */
  u_manager_status: z.union([z.literal(1), z.literal(2), z.literal(3)]).default(1),
  timezone: z.string().default('+3'),
  office_id: id.default(1),
  role_id: id.default(2),
  active: flag.default(1),
  deleted: flag.default(0),
});

export const accountSeedSchema = z.strictObject({
  /** Stand in every webhook. */
  uon_id: z.string().default('67054'),
  uon_subdomain: z.string().default('id67054.u-on.ru'),
  /** What webhooks say: as agencies have seen them, with a click in Russian, or the ids alone that the documentation promises. */
  webhook_form: z.enum(['full', 'russian', 'ids']).default('full'),
  clients: z.array(clientSeedSchema).default([]),
  leads: z.array(leadSeedSchema).default([]),
  requests: z.array(requestSeedSchema).default([]),
  statuses: z.array(statusSeedSchema).default([]),
  managers: z.array(managerSeedSchema).default([]),
  sources: z.array(z.strictObject({ rs_id: id, rs_name: z.string() })).default([]),
});

/** Several accounts by API key: the content of a seed file and of `POST /_sim/accounts`. */
export const accountSeedsSchema = z.record(z.string().min(1), accountSeedSchema);

/** What an account holds at first; everything that is left out has a default. */
export type AccountSeed = z.input<typeof accountSeedSchema>;
export type ClientRow = z.output<typeof clientSeedSchema>;
export type LeadRow = z.output<typeof leadSeedSchema> & { id_system: number };
export type RequestRow = z.output<typeof requestSeedSchema>;
export type StatusRow = z.output<typeof statusSeedSchema>;
export type ManagerRow = z.output<typeof managerSeedSchema>;
export interface SourceRow {
  rs_id: number;
  rs_name: string;
}
