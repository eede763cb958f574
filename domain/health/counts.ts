/**
 * What is counted of an enterprise, of a U-ON account (`uon_*` alone), and of the whole installation. The names are those of the
 * stored numbers and of the API.
 */
export const COUNTS = [
  // Requests to U-ON that left, and what became of them.
  ...(['uon_sent', 'uon_ok', 'uon_rate_limited', 'uon_server_error', 'uon_no_answer'] as const),
  ...(['uon_key_refused', 'uon_refused'] as const),
  // One a call and manager; what was not shown is counted as the call closes. `late`: due, and older than it may get or overtaken
  // by the hangup; `over`: hung up before anybody could have read it; `failed`: U-ON refused it or did not say it showed it.
  ...(['popups_sent', 'popups_late', 'popups_over', 'popups_failed'] as const),
  // Of the PBX, at the door.
  ...(['events_taken', 'events_repeated', 'events_refused'] as const),
  ...(['calls_begun', 'calls_ended', 'calls_answered', 'calls_missed', 'steps_failed'] as const),
  ...(['webhooks_taken', 'webhooks_repeated', 'webhooks_refused'] as const),
] as const;

export type CountName = (typeof COUNTS)[number];

/** Those that are not there are 0. */
export type Counts = Readonly<Partial<Record<CountName, number>>>;

/** The kinds of errors of U-ON, worst for the agency first. */
export const UON_ERRORS = [
  'uon_key_refused',
  'uon_rate_limited',
  'uon_server_error',
  'uon_no_answer',
  'uon_refused',
] as const satisfies readonly CountName[];

export function uonErrorsOf(counts: Counts): number {
  return UON_ERRORS.reduce((sum, name) => sum + (counts[name] ?? 0), 0);
}

/** Popups that were due and that nobody saw, or perhaps nobody. */
export function popupsMissed({ popups_late = 0, popups_failed = 0 }: Counts): number {
  return popups_late + popups_failed;
}

/**
 * Which of two fared worse (above 0: the second), errors of U-ON first. They are not added up: one refusal of U-ON is an error, the
 * step that failed by it and a popup that nobody saw.
 */
export function compareTroubles(a: Counts, b: Counts): number {
  const { steps_failed: stepsA = 0, events_refused: refusedA = 0 } = a;
  const { steps_failed: stepsB = 0, events_refused: refusedB = 0 } = b;
  return uonErrorsOf(b) - uonErrorsOf(a) || stepsB - stepsA || popupsMissed(b) - popupsMissed(a) || refusedB - refusedA;
}

export function addCounts(a: Counts, b: Counts): Counts {
  const sum = COUNTS.map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)] as const).filter(([, n]) => n > 0);
  return Object.fromEntries(sum);
}
