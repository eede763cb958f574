import type { Account } from './account.ts';
import type { ClientRow, ManagerRow } from './account-seed.ts';

/** Something that U-ON tells those of its webhook. */
export interface Occurrence {
  readonly typeId: number;
  readonly fields: Readonly<Record<string, string>>;
}

/** Types 3 and 4. The documentation promises the id alone; agencies have seen the client's fields beside it, in brackets. */
export function clientTold({ webhook_form: form }: Account, client: ClientRow, isNew: boolean): Occurrence {
  const id = String(client.u_id);
  const card = form === 'ids' ? [] : Object.entries(cardOf(client));
  const bracketed = card.map(([name, value]): [string, string] => [`client[${name}]`, value]);
  return { typeId: isNew ? 3 : 4, fields: { client_id: id, ...Object.fromEntries<string>(bracketed) } };
}

export function clientDeleted(id: number): Occurrence {
  return { typeId: 5, fields: { client_id: String(id) } };
}

/** A click on a phone, type 47: in Russian, in English, or without the manager, whom the documentation does not promise. */
export function phoneClicked(
  account: Account,
  managerId: number,
  phone: string,
  client: ClientRow | undefined,
): Occurrence {
  const user = String(managerId);
  const about = client ? JSON.stringify(cardOf(client)) : '';
  const id = { client_id: String(client?.u_id ?? 0) };
  switch (account.webhook_form) {
    case 'ids':
      return { typeId: 47, fields: { method: 'call', phone, ...id } };
    case 'full':
      return { typeId: 47, fields: { method: 'call', user_id: user, phone, ...id, client: about } };
    case 'russian':
      return { typeId: 47, fields: { метод: 'call', 'ID пользователя': user, телефон: phone, ...id, клиент: about } };
  }
}

export function managerStatusTold({ u_id, u_manager_status: status }: ManagerRow): Occurrence {
  return { typeId: 67, fields: { manager_id: String(u_id), status: String(status) } };
}

function cardOf(client: ClientRow): Record<string, string> {
  const { u_id, u_surname, u_name, u_sname, u_phone, u_phone_mobile, u_phone_home, u_email, u_company } = client;
  const texts = { u_surname, u_name, u_sname, u_phone, u_phone_mobile, u_phone_home, u_email, u_company };
  return { u_id: String(u_id), ...texts };
}
