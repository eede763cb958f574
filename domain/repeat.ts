import { failureCode, type JournalStep } from './journal.ts';

/** One effect of a call in U-ON that can be done afterwards. */
export type RepeatPart =
  | 'record'
  | 'recording'
  | 'actions'
  | 'client-manager'
  | 'lead-managers'
  | 'missed-status'
  | 'missed-task';

/**
 * Why a step is not repeated: `under-way`: the call is open and tries again by itself; `too-late`: a popup is for while the
 * telephone rings; `look-there`: U-ON may have done it, and can't be asked; `mended`: a repeat has done it since; `nothing`: no
 * request failed; `forgotten`: what was known of the call is removed; `untold`: nothing is known that it could be done from.
 */
export const REPEAT_REFUSALS = [
  ...(['under-way', 'too-late', 'look-there', 'mended', 'nothing', 'forgotten', 'untold'] as const),
] as const;
export type RepeatRefusal = (typeof REPEAT_REFUSALS)[number];

export const REFUSAL_TEXT: Readonly<Record<RepeatRefusal, string>> = {
  'under-way': 'the call is not over yet, and tries again by itself',
  'too-late': 'a popup is shown while the telephone rings',
  'look-there': 'U-ON may have done it already: look there',
  mended: 'it was done since',
  nothing: 'no such step failed, or there is nothing in it that could be done again',
  forgotten: 'what was known of the call is removed, being old',
  untold: 'nothing is stored that it could be done from; tell of the call again',
};

/** What of a call decides whether a step can be repeated. */
export interface RepeatFacts {
  readonly isClosed: boolean;
  readonly isForgotten: boolean;
  readonly steps: readonly JournalStep[];
  /** Effects by U-ON's method that U-ON may have done and can't be asked for. */
  readonly untold: readonly string[];
}

export type Repeat =
  | { readonly kind: 'can'; readonly parts: readonly RepeatPart[] }
  | { readonly kind: 'refused'; readonly why: RepeatRefusal };

/** A repeat's lines stand in the journal under this and the step's name. */
const AGAIN = 'repeat ';

const PARTS: Readonly<Record<string, readonly RepeatPart[]>> = {
  'call_history/create': ['record'],
  'request-action/create: recording': ['recording'],
  // A lead that is made now has the manager who talked, as one of then would.
  'user/create, lead/create': ['actions', 'client-manager', 'lead-managers'],
  'lead/create': ['actions', 'client-manager', 'lead-managers'],
  'request/update: status': ['actions'],
  'user/update: manager': ['client-manager'],
  'request/update: missed': ['missed-status'],
  'reminder/create': ['missed-task'],
};
/** The effects that U-ON can't always be asked for, by its methods. */
const BLIND: Partial<Readonly<Record<RepeatPart, string>>> = {
  recording: 'request-action/create',
  'missed-task': 'reminder/create',
};
/** Questions: what hung on their answer is what they are repeated for. */
const QUESTIONS = new Set(['user/phone', 'lead-by-client']);
const DECIDED = new Set(['user/create', ...namesOf('actions')]);

/** Can this step be done anew, and which effects is it? */
export function repeatOf(step: string, facts: RepeatFacts): Repeat {
  const refused = (why: RepeatRefusal): Repeat => ({ kind: 'refused', why });
  const last = facts.steps.findLast((one) => originalName(one.name) === step);
  if (!facts.isClosed) return refused('under-way');
  if (facts.isForgotten) return refused('forgotten');
  if (last && last.status !== 'failed' && facts.steps.some((one) => one.name === step && one.mended))
    return refused('mended');
  if (last?.status !== 'failed') return refused('nothing');
  if (step.startsWith('popup')) return refused('too-late');
  if (failureCode(last) === 'uon-unsure') return refused('look-there');
  const parts = partsOf(step, facts.steps);
  if (parts.length === 0) return refused('nothing');
  const told = parts.filter((part) => !facts.untold.includes(BLIND[part] ?? ''));
  return told.length === 0 ? refused('look-there') : { kind: 'can', parts: told };
}

/** The steps that failed, each once, and what can be done about them. */
export function repeatables(facts: RepeatFacts): readonly { readonly step: string; readonly repeat: Repeat }[] {
  const failed = facts.steps.filter(({ status }) => status === 'failed').map(({ name }) => originalName(name));
  return [...new Set(failed)].map((step) => ({ step, repeat: repeatOf(step, facts) }));
}

function partsOf(step: string, steps: readonly JournalStep[]): readonly RepeatPart[] {
  if (step.startsWith('request/update: manager of lead ')) return ['lead-managers'];
  if (!QUESTIONS.has(step)) return Object.hasOwn(PARTS, step) ? (PARTS[step] ?? []) : [];
  const isDecided = steps.some(({ name, status }) => DECIDED.has(originalName(name)) && status !== 'failed');
  const isDone = (part: RepeatPart) =>
    steps.some(({ name, status }) => namesOf(part).includes(originalName(name)) && status === 'done');
  return [
    ...(isDecided ? [] : (['actions'] as const)),
    // Who has a manager keeps it.
    ...(['client-manager', 'lead-managers'] as const),
    ...(['missed-status', 'missed-task'] as const).filter((part) => !isDone(part)),
  ];
}

function namesOf(part: RepeatPart): readonly string[] {
  return Object.keys(PARTS).filter((name) => PARTS[name]?.includes(part));
}

/** The name of the step that a line of the journal tells of, whether it is the step itself or a repeat of it. */
export function originalName(name: string): string {
  return name.startsWith(AGAIN) ? name.slice(AGAIN.length) : name;
}

/** How a repeat ended. */
export interface RepeatResult {
  readonly status: 'done' | 'skipped' | 'failed';
  /** Why it failed, or was not done. */
  readonly error: string | null;
}

/** What a repeat adds to the journal, and which of its steps it has mended. */
export interface RepeatNews {
  readonly result: RepeatResult;
  readonly lines: readonly JournalStep[];
  /** Names of steps that are failed no more. */
  readonly mended: readonly string[];
}

/** What came of a repeat, by the steps that it took. `at`: ISO 8601, for a step that came to nothing of its own. */
export function repeatNews(step: string, steps: readonly JournalStep[], at: string): RepeatNews {
  const result = resultOf(step, steps);
  const own = steps.some(({ name }) => name === step) ? [] : [lineOf(step, at, result)];
  const lines = [...steps, ...own];
  const failed = new Set(lines.filter(({ status }) => status === 'failed').map(({ name }) => name));
  const mended = new Set(lines.map(({ name }) => name).filter((name) => !failed.has(name)));
  return {
    result,
    lines: lines.map((one) => ({ ...one, name: AGAIN + one.name })),
    mended: [...mended].flatMap((name) => [name, AGAIN + name]),
  };
}

function lineOf(name: string, at: string, { status, error }: RepeatResult): JournalStep {
  return { name, at, status, ...(error !== null && { error }) };
}

function resultOf(step: string, steps: readonly JournalStep[]): RepeatResult {
  const failed = steps.find(({ status }) => status === 'failed');
  if (failed) return { status: 'failed', error: failed.error ?? null };
  const effects = steps.filter(({ name }) => name === step || !QUESTIONS.has(name));
  if (effects.some(({ status }) => status === 'done')) return { status: 'done', error: null };
  return { status: 'skipped', error: effects[0]?.error ?? 'there was nothing to do any more' };
}
