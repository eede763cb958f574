/** What a value must be to be shown; a row's `name` and `phone` are shown of the call's own client alone. */
export type Shown = 'number' | 'time' | 'word' | 'name' | 'phone';
type Fields = Readonly<Record<string, Shown>>;

const LEAD: Fields = {
  ...{ id: 'number', status_id: 'number', status: 'word', manager_id: 'number', client_id: 'number', dat: 'time' },
};
const CLIENT: Fields = {
  ...{ u_id: 'number', user_id: 'number', id: 'number', manager_id: 'number', u_type: 'number' },
  ...{ active: 'number', deleted: 'number' },
  ...{ u_surname: 'name', u_name: 'name', u_sname: 'name', u_company: 'name' },
  ...{ u_phone: 'phone', u_phone_mobile: 'phone', u_phone_home: 'phone' },
};
const RECORD: Fields = { id: 'number' };

/** Fields of the rows that U-ON answers a method with, which may be shown; all others are hidden. */
export const ROW_FIELDS: Readonly<Record<string, Fields>> = {
  'user/phone': CLIENT,
  user: CLIENT,
  'lead-by-client': LEAD,
  'request-by-client': LEAD,
  // A list of statuses, and so of nobody.
  status_lead: { id: 'number', name: 'word', ord: 'number', is_archive: 'number' },
  manager: {
    u_id: 'number',
    ip_internal_number: 'number',
    u_manager_status: 'number',
    active: 'number',
    deleted: 'number',
  },
  call_history: RECORD,
  call_history_by_user: RECORD,
  reminder: { id: 'number', r_id: 'number', tr_id: 'number', manager_id: 'number', datetime: 'time' },
};

/** Of an answer as a whole. */
export const TOP_FIELDS: Fields = { result: 'number', id: 'number', user_id: 'number', pages_all: 'number' };

/** Where rows stand. */
export const CONTAINERS: ReadonlySet<string> = new Set([
  ...['users', 'user', 'leads', 'lead', 'requests', 'request', 'records', 'managers', 'manager'],
  ...['reminder', 'reminders', 'result'],
]);

const TEXT_OF_CALL = ['text', 'manager_id', 'tr_id', 'r_id', 'type_id', 'datetime'];

/** What we send with a method and may be shown: all of it is about the call and its client. An address with a secret is not. */
export const SENT_FIELDS: Readonly<Record<string, readonly string[]>> = {
  'user/create': ['u_surname', 'u_name', 'u_sname', 'u_phone', 'u_note', 'u_manager_id'],
  'user/update': ['u_manager_id'],
  'lead/create': [
    ...['r_cl_id', 'r_u_id', 'status_id', 'u_phone', 'source', 'note', 'r_dat'],
    ...['ignore_tourist_notification', 'ignore_actions_and_reminders', 'ignore_manager_notification'],
  ],
  'request/update': ['lead_status_id', 'manager_id'],
  'call_history/create': ['phone', 'start', 'duration', 'direction', 'record_link', 'manager_id', 'note'],
  'notification/create': ['text', 'manager_id'],
  'request-action/create': [...TEXT_OF_CALL, 'timezone'],
  'reminder/create': [...TEXT_OF_CALL, 'datetime_to', 'created_u_id'],
};
