import type { Setting, Stage } from './stage.ts';

/** A call to be kept as a history: what is set, what happens, and what must have come of it. */
export interface Scene extends Setting {
  /** Names the file of the call's history; a scene of the number's workflow alone has none. */
  readonly name?: string;
  /** It holds up what others need, and is played when they are over. */
  readonly isAlone?: true;
  /** Plays it to its end, when the call has closed. */
  readonly play: (stage: Stage) => Promise<void>;
  /** Lines of the call's journal (name and status) without which the scene did not show what it is for. */
  readonly shows: readonly string[];
  /** The call whose history is kept; the stage's own where none is named. */
  readonly callId?: string;
  /** Names the file of the history of the number's workflow; of one that continued as new two are kept, `-first` and `-last`. */
  readonly number?: string;
  /** Other workflows of the enterprise whose histories are kept: files by the beginning of the workflow's id. */
  readonly others?: Readonly<Record<string, string>>;
}

/** A client and a lead are made for whoever calls. */
export const CREATE = {
  create_client_on_call: true,
  create_lead: 'if_no_open',
  status_lead_no_open: 22,
  status_lead_no_leads: 33,
};

/** Timings under which a call ends soon. */
export const SHORT = { late_s: 0, settle_ms: 100 };

/** One client, with these leads. */
export function knownClient(leads: readonly { id: number; status_id: number }[], more: object = {}) {
  return (phone: string) => ({
    clients: [{ u_id: 5, u_surname: 'Юонова', u_name: 'Юлия', u_phone: `+${phone}`, ...more }],
    leads: leads.map((lead) => ({ client_id: 5, ...lead })),
  });
}

export const ACTIVE_LEAD = { id: 71, status_id: 1 };
export const ARCHIVED_LEAD = { id: 70, status_id: 7 };
