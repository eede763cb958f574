import { actionMethods, type ActionMethods } from './actions.ts';
import { callRecordMethods, type CallRecordMethods } from './call-records.ts';
import { clientMethods, type ClientMethods } from './clients.ts';
import { directoryMethods, type DirectoryMethods } from './directories.ts';
import { leadMethods, type LeadMethods } from './leads.ts';
import { notificationMethods, type NotificationMethods } from './notifications.ts';
import { requestMethods, type RequestMethods } from './requests.ts';
import { reminderMethods, type ReminderMethods } from './reminders.ts';
import { createTransport, type TransportOptions } from './transport.ts';
import { webhookMethods, type WebhookMethods } from './webhooks.ts';

export interface UonClient
  extends
    ClientMethods,
    LeadMethods,
    DirectoryMethods,
    CallRecordMethods,
    NotificationMethods,
    ReminderMethods,
    RequestMethods,
    ActionMethods,
    WebhookMethods {
  /** Drops idle connections. */
  close(): void;
}

/**
 * U-ON's methods that a call needs. Each call is one request (a list: one a page) that waits for its slot, is sent
 * once and throws UonError; repeating is the caller's. One client serves all accounts of a process.
 */
export function createUonClient(options: TransportOptions): UonClient {
  const transport = createTransport(options);
  return {
    ...clientMethods(transport),
    ...leadMethods(transport),
    ...directoryMethods(transport),
    ...callRecordMethods(transport),
    ...notificationMethods(transport),
    ...reminderMethods(transport),
    ...requestMethods(transport),
    ...actionMethods(transport),
    ...webhookMethods(transport),
    close: () => transport.close(),
  };
}
