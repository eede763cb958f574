import type { CountryCode } from 'libphonenumber-js/max';
import { isRecord } from '../is-record.ts';
import { readPhone, type Phone } from '../phone.ts';
import { wholeHost } from '../settings/addresses.ts';
import { clientCard, type ClientCard } from './client-card.ts';
import { idOf, textOf, type WebhookFields } from './fields.ts';

/** What a webhook of U-ON wants to be done. */
export type Webhook =
  /** A client was created or changed: as far as U-ON told how it is now. */
  | { readonly kind: 'client'; readonly clientId: string; readonly card: ClientCard | null }
  | { readonly kind: 'client-deleted'; readonly clientId: string }
  /** A manager clicked on a phone. */
  | { readonly kind: 'click'; readonly managerId: string | null; readonly phone: Phone }
  | { readonly kind: 'managers' }
  /** A lead changed: of whom, and which (it names an id now as the lead's, now as the request's), as far as U-ON told. */
  | { readonly kind: 'leads'; readonly clientId: string | null; readonly leadIds: readonly string[] }
  /** Nothing is done; it stands in the record. */
  | { readonly kind: 'other' };

export type WebhookKind = Webhook['kind'];

/** Whose webhook it says to be. */
export interface WebhookAccount {
  /** `uon_id`, `account_id`: each that was given. */
  readonly ids: readonly string[];
  /** Whole hosts: `id67054.u-on.ru`. */
  readonly hosts: readonly string[];
}

/** U-ON's numbers of events, as its documentation of webhooks lists them. */
const KINDS: Readonly<Record<string, 'client' | 'client-deleted' | 'click' | 'managers' | 'leads'>> = {
  3: 'client',
  4: 'client',
  5: 'client-deleted',
  47: 'click',
  60: 'managers',
  61: 'managers',
  67: 'managers',
  1: 'leads',
  16: 'leads',
  29: 'leads',
  55: 'leads',
};

/** What a webhook is about, its phones read as `country` writes them. What it does not say is null; never throws. */
export function readWebhook(fields: WebhookFields, country: CountryCode): Webhook {
  const typeId = typeOf(fields);
  const kind = fields['method'] === 'call' ? 'click' : KINDS[typeId ?? ''];
  const client = clientIn(fields);
  const clientId = clientIdOf(fields);
  switch (kind) {
    case 'client':
      return clientId === null ? { kind: 'other' } : { kind, clientId, card: client && clientCard(client, country) };
    case 'client-deleted':
      return clientId === null ? { kind: 'other' } : { kind, clientId };
    case 'click': {
      const managerId = idOf(fields['user_id']) ?? idOf(fields['manager_id']);
      return { kind, managerId, phone: readPhone(textOf(fields['phone']) ?? '', country) };
    }
    case 'managers':
      return { kind };
    case 'leads':
      return { kind, clientId, leadIds: leadIdsOf(fields) };
    default:
      return { kind: 'other' };
  }
}

/** U-ON's id of the client that a webhook tells of. */
export function clientIdOf(fields: WebhookFields): string | null {
  const client = clientIn(fields);
  return idOf(fields['client_id']) ?? idOf(client?.['u_id']) ?? idOf(client?.['id']);
}

function clientIn({ client }: WebhookFields): Readonly<Record<string, unknown>> | null {
  return isRecord(client) ? client : null;
}

/** The names under which webhooks are known to give a lead's id. */
const LEAD_IDS = ['lead_id', 'request_id', 'r_id', 'id'];

function leadIdsOf(fields: WebhookFields): readonly string[] {
  const ids = LEAD_IDS.map((name) => idOf(fields[name])).filter(isText);
  return [...new Set(ids)];
}

/** U-ON's number of the event; null where none is given. */
export function typeOf(fields: WebhookFields): string | null {
  const typeId = textOf(fields['type_id']);
  return typeId !== null && /^\d{1,6}$/.test(typeId) ? typeId : null;
}

/** The moment that U-ON wrote into it, as it wrote it; null where there is none. */
export function datetimeOf(fields: WebhookFields): string | null {
  return textOf(fields['datetime']);
}

export function accountOf(fields: WebhookFields): WebhookAccount {
  const given = (names: readonly string[]): string[] => names.map((name) => textOf(fields[name])).filter(isText);
  return {
    ids: given(['uon_id', 'account_id']),
    hosts: given(['uon_subdomain']).map(wholeHost),
  };
}

function isText(value: string | null): value is string {
  return value !== null;
}
