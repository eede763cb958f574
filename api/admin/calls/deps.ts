import type { CountryCode } from 'libphonenumber-js/max';
import type { CallPlace, CallSearch } from '../../../db/call-search.ts';
import type { JournalRow } from '../../../db/journal-rows.ts';
import type { AdminDoor } from '../door.ts';
import type { LiveCalls } from './live-calls.ts';

/** The enterprise whose calls are asked for. */
export interface JournalOwner {
  readonly number: string;
  /** IANA zone of its days. */
  readonly timezone: string;
  readonly country: CountryCode;
}

/** Calls as the database has them. */
export interface Journal {
  /** Null where there is no such enterprise. */
  owner(number: string): Promise<JournalOwner | null>;
  search(
    search: CallSearch,
    page: { readonly before: CallPlace | null; readonly most: number },
  ): Promise<readonly CallPlace[]>;
  count(search: CallSearch, most: number): Promise<number>;
  rows(enterprise: string, callIds: readonly string[]): Promise<readonly JournalRow[]>;
  /** The names of its managers, by their ids, as U-ON's list was last read. */
  managers(enterprise: string): Promise<ReadonlyMap<string, string>>;
  /** Where the recording of a call lies; null where there is none. */
  recording(enterprise: string, callId: string): Promise<string | null>;
}

export interface ExportAudit {
  readonly actor: string;
  readonly enterprise: string;
  readonly filters: readonly string[];
}

export interface CallsJournalDeps extends AdminDoor {
  readonly journal: Journal;
  readonly liveCalls: LiveCalls;
  /** Notes who takes calls as a file, and by which filters; not what they were set to. */
  readonly auditExport: (file: ExportAudit) => Promise<void>;
  /** Of RECORDING_ALLOW. */
  readonly recordingHosts: readonly string[];
  /** Aborts when the process is to end: what stays open long is cut off then. */
  readonly stopping: AbortSignal;
  /** Told of an answer that broke off for a reason of ours. */
  readonly onCut: (error: unknown) => void;
  /** Told why a recording could not be had: whoever asked for it is not. */
  readonly onNoRecording: (about: { readonly enterprise: string; readonly callId: string }, error: unknown) => void;
}
