import type { StepKind } from '../../texts/ru/steps.ts';
import { stepKind, type KnownStep } from './step-kind.ts';

/** What of a step and of a request tells that they belong together. */
export interface StepLike {
  readonly name: string;
  readonly at: string;
  readonly status: string;
}
export interface RequestLike {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: Readonly<Record<string, unknown>> | null;
}

/** Methods of U-ON that a step uses. A create that was not answered is looked for, so reads are among them. */
const METHODS: Partial<Record<StepKind, readonly string[]>> = {
  lookup: ['user/phone'],
  'client-and-lead': ['user/phone', 'user/create', 'lead-by-client', 'status_lead', 'lead/create', 'request/update'],
  client: ['user/phone', 'user/create'],
  card: ['user/phone', 'user/create'],
  lead: ['lead-by-client', 'status_lead', 'lead/create', 'request/update'],
  leads: ['lead-by-client', 'status_lead'],
  status: ['request/update'],
  'missed-status': ['request/update'],
  'lead-manager': ['request/update'],
  'client-manager': ['user/phone', 'user', 'user/update'],
  record: ['call_history/create', 'call_history', 'call_history_by_user'],
  task: ['reminder/create', 'reminder', 'status_lead'],
  recording: ['request-action/create', 'status_lead'],
  popup: ['notification/create'],
};

/** Where there was nothing to create, what was read told so, and is a step of its own mostly. */
const CREATIONS: ReadonlySet<StepKind> = new Set(['client-and-lead', 'client', 'card', 'lead']);

/**
 * Which of a call's steps each request was made for, by its index; undefined for one that fits none. The log does not say: the
 * method, the ids in it and the time do. A step of the quick way is noted after its request, so the nearest one counts.
 */
export function stepOfRequest(request: RequestLike, steps: readonly StepLike[]): number | undefined {
  const fitting = steps.flatMap((step, index) => {
    const known = stepKind(step.name);
    if (!known || !fits(known, request)) return [];
    const isUnlikely = step.status === 'skipped' && CREATIONS.has(known.kind);
    return [{ index, isUnlikely, behindMs: Date.parse(request.at) - Date.parse(step.at) }];
  });
  const rank = ({ isUnlikely, behindMs }: (typeof fitting)[number]) => Number(behindMs < 0) * 2 + Number(isUnlikely);
  const [best] = fitting.toSorted((a, b) => rank(a) - rank(b) || Math.abs(a.behindMs) - Math.abs(b.behindMs));
  return best?.index;
}

function fits({ kind, of }: KnownStep, { method, path, parameters }: RequestLike): boolean {
  if (!METHODS[kind]?.includes(method)) return false;
  if (kind === 'popup') return String(parameters?.['manager_id']) === of.manager;
  if (kind === 'lead-manager') return path.startsWith(`request/update/${of.lead}.`);
  if (kind === 'status' || kind === 'missed-status') return parameters?.['manager_id'] === undefined;
  return true;
}
