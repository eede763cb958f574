import type { CallOptions, UonAccess } from './access.ts';
import { done } from './created-id.ts';
import { asNumber } from './parameters.ts';
import type { Transport } from './transport.ts';

export interface Popup {
  managerId: string;
  /** HTML is shown as such: escape what comes from outside. */
  text: string;
}

export interface NotificationMethods {
  /** A popup on the manager's screen. Shown twice if sent twice; can't be read back. */
  notify(access: UonAccess, popup: Popup, options: CallOptions): Promise<void>;
}

/** `notification/*`. Every method throws UonError. */
export function notificationMethods(transport: Transport): NotificationMethods {
  return {
    notify: async (access, popup, options) => {
      const method = 'notification/create';
      const parameters = { text: popup.text, manager_id: asNumber(popup.managerId) };
      done(await transport.send(access, { method, parameters }, options), method);
    },
  };
}
