import { between, pick, type Random } from '../../../simulators/pbx/random.ts';
import type { FaultOptions } from '../../../simulators/uon/faults.ts';
import type { Agency } from './agencies.ts';

/** U-ON misbehaves from `atMs` on: for so many requests, or, where `forMs` is given, for that long. */
export interface PlannedFault {
  readonly atMs: number;
  readonly forMs?: number;
  readonly fault: FaultOptions & { readonly apiKey: string };
}

/** Requests a call is made of; the rarer ones too. */
const ROUTES = [
  ...['user/phone', 'user/phone', 'user/create', 'user/create', 'lead/create', 'lead/create'],
  ...['call_history/create', 'call_history/create', 'notification/create', 'notification/create'],
  ...['lead-by-client', 'request/update', 'user/update', 'reminder/create', 'status_lead', 'call_history'],
] as const;

type Kind = FaultOptions['kind'];
const KINDS: readonly Kind[] = [
  ...Array<Kind>(6).fill('5xx'),
  ...Array<Kind>(6).fill('reset'),
  ...Array<Kind>(3).fill('429'),
  ...Array<Kind>(4).fill('slow'),
  'timeout',
];
const SPELLS: readonly Kind[] = ['5xx', '5xx', 'reset', 'slow', '429'];
const PER_CALL = 0.8;

/** Single faults, before and after the effect, and for each account a spell in which U-ON is away or slow. */
export function planFaults(options: {
  random: Random;
  agencies: readonly Agency[];
  calls: number;
  lengthMs: number;
}): PlannedFault[] {
  const { random, agencies, calls, lengthMs } = options;
  const keys = [...new Set(agencies.map(({ apiKey }) => apiKey))];
  const moment = () => between(random, 1_000, lengthMs);
  const single = Array.from({ length: Math.round(calls * PER_CALL) }, () => ({
    atMs: moment(),
    fault: { apiKey: pick(random, keys), route: pick(random, ROUTES), ...harm(random, pick(random, KINDS)) },
  }));
  const spells = keys.map((apiKey) => ({
    atMs: moment(),
    forMs: between(random, 3_000, 8_000),
    fault: { apiKey, ...harm(random, pick(random, SPELLS)), times: Infinity },
  }));
  return [...single, ...spells].toSorted((a, b) => a.atMs - b.atMs);
}

/** A key that is refused (403) stops the account until its settings change: that is no accident but a state. */
function harm(random: Random, kind: Kind): Omit<FaultOptions, 'apiKey' | 'route'> {
  const when = kind === '429' || random() < 0.4 ? 'before' : 'after';
  const status = pick(random, [500, 502, 503, 504]);
  return { kind, when, status, delayMs: kind === 'slow' ? between(random, 300, 4_000) : between(random, 0, 100) };
}
