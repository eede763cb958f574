import type { uonFields as ru } from '../ru/uon-fields.ts';

export const uonFields: Record<keyof typeof ru, { readonly label: string; readonly help: string }> = {
  enabled: { label: 'Work with U-ON', help: 'Off: calls go on, but nothing is read from U-ON or written to it' },
  api_key: {
    label: 'API key',
    help: 'From U-ON: Настройки → Интеграции → API. It is kept encrypted and never shown again',
  },
  account_id: {
    label: 'Account number',
    help: 'Your account’s number in U-ON, as 67054: webhooks are recognised by it',
  },
  subdomain: { label: 'U-ON address', help: 'id67054 or the whole id67054.u-on.ru. Without it popups have no links' },
  body_format: { label: 'Format of requests', help: 'Change it only when U-ON’s support asks you to' },
  api_url: { label: 'Another API address', help: 'https only. Empty: that of this installation' },
  primary: {
    label: 'Names from U-ON come first',
    help: 'A name from U-ON replaces ours; else it only fills what is empty',
  },
  log_calls: { label: 'Write calls into U-ON’s history', help: 'Each finished call appears in U-ON’s call history' },
  default_manager_id: {
    label: 'Default manager',
    help: 'Gets a missed call’s task when nobody else is found, and clicks that name no manager',
  },
  user_extensions: { label: 'Extensions', help: 'With commas; the first rings for a click on a phone in U-ON' },
  webhook_secret: {
    label: 'Secret in the webhooks’ address',
    help: 'Empty: we make one. It is changed when the address got known',
  },
  webhook_ips: {
    label: 'Networks that may send webhooks without the secret',
    help: 'One a line: 203.0.113.0/24 or one address',
  },
  originate_url: {
    label: 'Address for outgoing calls',
    help: 'Called when a phone is clicked in U-ON, so that the PBX dials',
  },
  originate_secret: { label: 'Secret of outgoing calls', help: 'Sent to that address as clientId' },
  create_client_on_call: {
    label: 'Create a client for an unknown number',
    help: 'Where U-ON does not know the number, a call makes a new client',
  },
  new_client_name: { label: 'Name of the new client', help: '{phone} becomes the number' },
  create_lead: { label: 'Create a lead', help: 'The table below shows what a call will do' },
  source: { label: 'Source of the lead', help: 'What it is called in U-ON' },
  status_lead_active: {
    label: 'Status of the active lead',
    help: 'The client’s newest active lead gets it. None: it stays',
  },
  status_lead_no_open: {
    label: 'Status where all were archived',
    help: 'Of a new lead of a client who has archived ones only',
  },
  status_lead_no_leads: { label: 'Status where there was none', help: 'Of a client’s first lead' },
  ignore_tourist_notification: {
    label: 'Don’t write to the tourist',
    help: 'U-ON sends the tourist no message about the new lead',
  },
  ignore_actions_and_reminders: {
    label: 'No automatic actions',
    help: 'U-ON starts no actions and reminders of its own for the lead',
  },
  missed_call_task: {
    label: 'A task for a missed call',
    help: 'For the client’s manager, else whoever rang first, else the default manager',
  },
  task_minutes: { label: 'Task due in, minutes', help: 'Counted from the call' },
  working_hours: {
    label: 'In working hours only',
    help: 'The task is due by the clocks where the client is: outside of working hours it moves to when they begin',
  },
  'working_hours.days': { label: 'Working days', help: '' },
  'working_hours.from': { label: 'From', help: '' },
  'working_hours.to': { label: 'To', help: '' },
  missed_call_status: { label: 'Status after a missed call', help: 'The newest active lead gets it. None: it stays' },
  'notifications.mode': { label: 'Popups during a call', help: 'They come up in U-ON for those whose telephone rings' },
  'notifications.incoming': { label: 'For incoming calls', help: 'A popup about an incoming call' },
  'notifications.outgoing': { label: 'For outgoing calls', help: 'A popup about a call that the manager began' },
  'notifications.enriched': {
    label: 'What to show',
    help: 'Where U-ON does not answer in time, the plain text comes instead of the full card',
  },
  'notifications.ab_share': {
    label: 'Share of full cards, %',
    help: 'Other calls get the plain text, to compare the two',
  },
  'notifications.popup_ttl_s': { label: 'Not later than, s', help: 'A popup older than that is not sent' },
  'notifications.merge_window_s': {
    label: 'Merge popups within, s',
    help: 'Several calls to a manager become one popup. 0: off',
  },
  'notifications.last_calls': {
    label: 'Last calls in the popup',
    help: 'How many earlier calls of the client to show',
  },
  'notifications.show_requests': { label: 'Show requests', help: 'The client’s active requests with links' },
  'notifications.max_managers': {
    label: 'Managers per call, at most',
    help: 'Each popup is one of 8 requests a second',
  },
  'links.client': { label: 'A client’s card', help: 'Knows {subdomain} and {user_id}' },
  'links.new_client': { label: 'A new client', help: 'Knows {subdomain} and {phone}' },
  'links.company': { label: 'A company', help: 'Knows {subdomain} and {company_id}' },
  'links.lead': { label: 'A lead', help: 'Knows {subdomain} and {lead_id}' },
  'links.request': { label: 'A request', help: 'Knows {subdomain} and {request_id}' },
  'cache.profile_s': {
    label: 'Remember a client, s',
    help: 'How long what a number gave is believed, with leads and requests',
  },
  'cache.negative_s': {
    label: 'Remember that a number is unknown, s',
    help: 'Before a client is made, U-ON is asked afresh all the same',
  },
  'cache.directories_s': { label: 'Remember lists, s', help: 'Lead statuses and managers' },
  'calls.max_call_hours': {
    label: 'The longest call, hours',
    help: 'Where the PBX told of no end, the call is over after this',
  },
  'calls.settle_ms': { label: 'Wait for late events, ms', help: 'After a call’s end, where something is missing' },
  'calls.late_s': { label: 'Keep a call open, s', help: 'How long events are taken after its end' },
  'calls.recording_wait_s': {
    label: 'Wait for the recording’s link, s',
    help: 'U-ON can’t change a record later; a later link goes to the lead',
  },
  'calls.transfer_manager': {
    label: 'Whose call, after a transfer',
    help: 'Who counts as having talked: for history, client and leads',
  },
};
