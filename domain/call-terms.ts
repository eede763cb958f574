import type { PbxContext } from './call-facts.ts';
import type { CallActions, IncomingCallActions } from './settings/call-actions.ts';
import type { Line } from './settings/line.ts';
import type { UonSettings } from './settings.ts';

/** What the enterprise's settings say for a call at one of its steps. It holds no secret. */
export interface CallTerms extends PbxContext {
  readonly enterprise: string;
  /** The U-ON account, a keyed hash of its key; null while U-ON is switched off or has no key. */
  readonly account: string | null;
  readonly lines: readonly Line[];
  readonly uon: UonSettings;
  /** U-ON is the first source of names: what it says replaces what our own list has. */
  readonly isUonFirstForNames: boolean;
}

/** Whose requests those of an enterprise are. Where U-ON was switched off since it was decided to ask, nobody's: the activity says so. */
export function accountOf({ account }: Pick<CallTerms, 'account'>): string {
  return account ?? '';
}

/** What a trunk is called in popups and notes: its name, else its id. */
export function lineName(terms: CallTerms, trunk: string): string {
  return terms.lines.find((line) => line.trunk === trunk)?.name ?? trunk;
}

/** The actions set for calls of a direction. */
export function actionsFor(
  { uon }: { readonly uon: UonSettings },
  direction: 'incoming' | 'outgoing',
): CallActions | IncomingCallActions {
  return direction === 'incoming' ? uon.incoming_call_actions : uon.outgoing_call_actions;
}
