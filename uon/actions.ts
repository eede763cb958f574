import type { CallOptions, UonAccess } from './access.ts';
import { createdId } from './created-id.ts';
import { asNumber } from './parameters.ts';
import type { Transport } from './transport.ts';

export interface NewAction {
  kind: 'call' | 'letter' | 'meeting' | 'other';
  text: string;
  /** In the zone `timezone` says, `Y-m-d H:i:s`. */
  at: string;
  /** As `+03:00`, which is also what U-ON takes it for when it is not told. */
  timezone?: string;
  /** One of the two, whose card shows it. */
  clientId?: string | null;
  leadId?: string | null;
}

export interface ActionMethods {
  /** A note on the card of a client or lead. Made twice if sent twice. @returns its id where U-ON tells it */
  createAction(access: UonAccess, action: NewAction, options: CallOptions): Promise<string | null>;
}

/** `request-action/*`. Every method throws UonError. */
export function actionMethods(transport: Transport): ActionMethods {
  return {
    createAction: async (access, action, options) => {
      const method = 'request-action/create';
      const parameters = {
        type_id: KINDS[action.kind],
        text: action.text,
        datetime: action.at,
        timezone: action.timezone,
        tr_id: asNumber(action.clientId),
        r_id: asNumber(action.leadId),
      };
      return createdId(await transport.send(access, { method, parameters }, options), method);
    },
  };
}

const KINDS = { other: 0, call: 1, letter: 2, meeting: 3 } as const;
