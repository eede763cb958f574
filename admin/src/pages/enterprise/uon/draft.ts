import type { Settings } from '../../../api/enterprise.ts';
import { partsOf } from '../form/parts-of.ts';

type Uon = Settings['integrations_config']['uon'];

/** The block `uon` as it stands in the fields: what is not set is an empty text, lists are texts. A number may be `''` while it is typed. */
export type Draft = ReturnType<typeof draftOf>;

export function draftOf(uon: Uon) {
  const { incoming_call_actions: incoming, outgoing_call_actions: outgoing } = uon;
  return {
    ...uon,
    api_key: uon.api_key ?? '',
    api_url: uon.api_url ?? '',
    account_id: uon.account_id ?? '',
    subdomain: uon.subdomain ?? '',
    default_manager_id: uon.default_manager_id ?? '',
    webhook_secret: uon.webhook_secret ?? '',
    originate_url: uon.originate_url ?? '',
    originate_secret: uon.originate_secret ?? '',
    webhook_ips: uon.webhook_ips.join('\n'),
    user_extensions: extensionsTyped(uon.user_extensions),
    incoming_call_actions: {
      ...incoming,
      ...statusesTyped(incoming),
      missed_call_status: incoming.missed_call_status ?? '',
    },
    outgoing_call_actions: { ...outgoing, ...statusesTyped(outgoing) },
    notifications: { ...uon.notifications, enriched: String(uon.notifications.enriched) },
  };
}

/** What is stored of a draft. */
export function uonOf(draft: Draft): Uon {
  const { enriched } = draft.notifications;
  const { incoming_call_actions: incoming, outgoing_call_actions: outgoing } = draft;
  return {
    ...draft,
    api_key: set(draft.api_key),
    api_url: set(draft.api_url),
    account_id: set(draft.account_id),
    subdomain: set(draft.subdomain),
    default_manager_id: set(draft.default_manager_id),
    webhook_secret: set(draft.webhook_secret),
    originate_url: set(draft.originate_url),
    originate_secret: set(draft.originate_secret),
    webhook_ips: partsOf(draft.webhook_ips),
    user_extensions: extensionsStored(draft.user_extensions),
    incoming_call_actions: {
      ...incoming,
      ...statusesStored(incoming),
      missed_call_status: set(incoming.missed_call_status),
    },
    outgoing_call_actions: { ...outgoing, ...statusesStored(outgoing) },
    notifications: { ...draft.notifications, enriched: enriched === 'ab' ? 'ab' : enriched === 'true' },
  };
}

const set = (text: string) => (text.trim() === '' ? undefined : text.trim());

type Statuses<Value> = Record<`status_lead_${'active' | 'no_open' | 'no_leads'}`, Value>;

function statusesTyped(actions: Statuses<string | undefined>): Statuses<string> {
  return {
    status_lead_active: actions.status_lead_active ?? '',
    status_lead_no_open: actions.status_lead_no_open ?? '',
    status_lead_no_leads: actions.status_lead_no_leads ?? '',
  };
}

function statusesStored(actions: Statuses<string>): Statuses<string | undefined> {
  return {
    status_lead_active: set(actions.status_lead_active),
    status_lead_no_open: set(actions.status_lead_no_open),
    status_lead_no_leads: set(actions.status_lead_no_leads),
  };
}

/** Of whom nothing is typed has no entry. */
type Typed = Record<string, string | undefined>;

function extensionsTyped(stored: Uon['user_extensions']): Typed {
  return Object.fromEntries(Object.entries(stored).map(([manager, list]) => [manager, list.join(', ')]));
}

function extensionsStored(typed: Typed): Uon['user_extensions'] {
  const lists = Object.entries(typed).map(([manager, text]) => [manager, partsOf(text)] as const);
  return Object.fromEntries(lists.filter(([, list]) => list.length > 0).map(([manager, list]) => [manager, [...list]]));
}
