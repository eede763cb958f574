import * as z from 'zod';
import { id, localTime, optionalId, text } from './fields.ts';

/** What rows of leads and of requests (заявки) have in common. */
export const leadRow = z.object({
  // Not id_system, which is counted apart and taken nowhere.
  id,
  status_id: optionalId,
  status: text,
  manager_id: optionalId,
  client_id: optionalId,
  dat: localTime,
});

/** The same in our words. */
export function leadOf(row: z.output<typeof leadRow>) {
  return {
    id: row.id,
    statusId: row.status_id,
    statusName: row.status,
    managerId: row.manager_id,
    clientId: row.client_id,
    createdAt: row.dat,
  };
}
