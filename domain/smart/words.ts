/** Why the chain gives an extension. */
export const OPTION_REASONS = [
  /** The client's manager in U-ON has it. */
  'manager',
  /** Who talked to the number last; `first_talked`: first. By our own journal. */
  'last_talked',
  'first_talked',
  /** Whoever calls. */
  'fallback',
] as const;

/** Why a rule gives none. */
export const FALLEN_REASONS = [
  /** The client's manager has none (`user_extensions`, or what U-ON holds). */
  'no_extension',
  /** Nobody answers for the client. */
  'no_manager',
  /** U-ON knows nobody under the number. */
  'no_client',
  /** U-ON, or our own journal, did not say in time, and nothing is known from before. */
  'not_known',
  /** U-ON is switched off, or has no key. */
  'uon_off',
  /** Nobody has talked to the number in the days of the rule. */
  'nobody_talked',
  /** The settings send no call to it. */
  'blocked',
  /** No manager has it, and nobody has talked by it in the last 90 days. */
  'no_such_extension',
  /** An earlier rule gave it already. */
  'repeated',
] as const;

/** Where a call is to go, or why nowhere. docs/internal-http.md has the same list. */
export const EXTENSION_REASONS = [
  ...OPTION_REASONS,
  ...FALLEN_REASONS,
  /** The caller hides the number, or it is none. */
  'no_number',
  /** One of the agency's own numbers. */
  'own_number',
] as const;

/** The same of what a PBX was told: there the settings may say that it is told nothing. */
export const DECISION_REASONS = [
  ...EXTENSION_REASONS,
  /** `smart.mode` is `off`; `name`. */
  'mode_off',
  'mode_name',
  /** The PBX wanted no dialplan. */
  'not_wanted',
] as const;

/**
 * Where what was told came from: what U-ON said before (fresh, or older than it is believed), our own list of customers, U-ON
 * now, nothing.
 */
export const DECISION_SOURCES = ['cache', 'stale', 'customers', 'uon', 'none'] as const;

/** What a PBX may go by, beside the name. */
export const CALLER_TAGS = [
  /** U-ON, or our own list of customers, knows who it is: a person, a company, an agency. */
  'client',
  'company',
  'agency',
  /** U-ON knows nobody under the number. */
  'new',
  /** One of the agency's own numbers; a caller who hides it. */
  'own_number',
  'hidden',
  /** As far as it is kept: the client has active requests, leads. */
  'active_request',
  'active_lead',
  /** The number's last call, not older than a week, was answered by nobody. */
  'missed_before',
] as const;

export type CallerTag = (typeof CALLER_TAGS)[number];
export type OptionReason = (typeof OPTION_REASONS)[number];
export type FallenReason = (typeof FALLEN_REASONS)[number];
export type ExtensionReason = (typeof EXTENSION_REASONS)[number];
export type DecisionReason = (typeof DECISION_REASONS)[number];
export type DecisionSource = (typeof DECISION_SOURCES)[number];
