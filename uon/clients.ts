import * as z from 'zod';

import type { Client } from '../domain/uon-shapes.ts';
import type { CallOptions, UonAccess } from './access.ts';
import { done, requiredId } from './created-id.ts';
import { count, flag, optionalId, phones, text, utcOffset } from './fields.ts';
import { asNumber } from './parameters.ts';
import { readRows, type RowForm } from './read-rows.ts';
import type { Transport } from './transport.ts';

export interface NewClient {
  name: string;
  surname?: string;
  patronymic?: string;
  /** Without "+": through a form it would become a space. */
  phoneDigits: string;
  note?: string;
  managerId?: string;
}

export interface ClientMethods {
  /** All clients with this phone, `[]` for none. A client made within the last second may be missing. */
  findClientsByPhone(access: UonAccess, phoneDigits: string, options: CallOptions): Promise<Client[]>;
  getClient(access: UonAccess, clientId: string, options: CallOptions): Promise<Client | null>;
  /** @returns the client's id. Made twice if sent twice. */
  createClient(access: UonAccess, client: NewClient, options: CallOptions): Promise<string>;
  setClientManager(access: UonAccess, clientId: string, managerId: string, options: CallOptions): Promise<void>;
}

/** `user/*`: what U-ON calls a user is a tourist, and so our client. Every method throws UonError. */
export function clientMethods(transport: Transport): ClientMethods {
  return {
    findClientsByPhone: async (access, digits, options) => {
      const method = 'user/phone';
      return readRows(await transport.send(access, { method, segments: [digits] }, options), method, CLIENTS);
    },
    getClient: async (access, clientId, options) => {
      const answer = await transport.send(access, { method: 'user', segments: [clientId] }, options);
      return readRows(answer, 'user', CLIENTS)[0] ?? null;
    },
    createClient: async (access, client, options) => {
      const method = 'user/create';
      const parameters = {
        u_surname: client.surname,
        u_name: client.name,
        u_sname: client.patronymic,
        u_phone: client.phoneDigits,
        u_note: client.note,
        u_manager_id: asNumber(client.managerId),
      };
      return requiredId(await transport.send(access, { method, parameters }, options), method);
    },
    setClientManager: async (access, clientId, managerId, options) => {
      const method = 'user/update';
      // Written u_manager_id, read manager_id.
      const parameters = { u_manager_id: asNumber(managerId) };
      done(await transport.send(access, { method, segments: [clientId], parameters }, options), method);
    },
  };
}

const KINDS: Readonly<Record<number, Client['kind']>> = { 2: 'company', 3: 'agency' };

const row = z.object({
  u_id: optionalId,
  user_id: optionalId,
  id: optionalId,
  u_surname: text,
  u_name: text,
  u_sname: text,
  u_company: text,
  company_id: optionalId.catch(null),
  u_type: count,
  u_phone: phones,
  u_phone_mobile: phones,
  u_phone_home: phones,
  manager_id: optionalId,
  active: flag(true),
  deleted: flag(false),
  timezone: utcOffset,
});

const CLIENTS: RowForm<Client> = {
  keys: ['users', 'user'],
  schema: row.transform((client, context): Client => {
    const clientId = client.u_id ?? client.user_id ?? client.id;
    if (clientId === null) {
      context.addIssue({ code: 'custom', path: ['u_id'], message: 'missing' });
      return z.NEVER;
    }
    return {
      id: clientId,
      surname: client.u_surname,
      name: client.u_name,
      patronymic: client.u_sname,
      company: client.u_company,
      // Not documented, and told by few rows: then it is what `links.company` takes.
      ...(client.company_id !== null && { companyId: client.company_id }),
      kind: KINDS[client.u_type] ?? 'person',
      phones: [...new Set([client.u_phone, client.u_phone_mobile, client.u_phone_home].flat())],
      managerId: client.manager_id,
      active: client.active,
      deleted: client.deleted,
      ...(client.timezone !== null && { timezone: client.timezone }),
    };
  }),
};
