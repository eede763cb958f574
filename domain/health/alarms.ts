import { ALARM, isTelegramAlarm } from '../alarms.ts';
import { popupsMissed, type Counts } from './counts.ts';
import type { ProcessRole } from './places.ts';

/** What has to be looked at now. */
export interface HealthAlarm {
  readonly kind: HealthAlarmKind;
  /** Since when; null where that is not known. */
  readonly since: Date | null;
  readonly message: string;
  readonly whatToDo: string;
  /** Whom it is about; empty where it is all of them. */
  readonly enterprises: readonly string[];
}

/** What is known of how an enterprise, or an installation, stands. */
export interface HealthFacts {
  /** Of the table `alarms`. */
  readonly standing: readonly StandingAlarm[];
  /** Enterprises whose connection to U-ON failed. */
  readonly failed: readonly FailedConnection[];
  readonly temporal: { readonly isUp: true } | { readonly isUp: false; readonly since: Date };
  readonly events: Waiting;
  readonly webhooks: Waiting;
  /** When a process of the kind was heard of last; none where it never was. */
  readonly heardOf: Readonly<Partial<Record<ProcessRole, Date>>>;
  /** Of the last quarter of an hour. */
  readonly recent: Counts;
}

export interface StandingAlarm {
  readonly kind: string;
  readonly message: string;
  readonly raisedAt: Date;
  readonly enterprises: readonly string[];
}

export interface FailedConnection {
  readonly enterprise: string;
  readonly problem: string | null;
  readonly since: Date | null;
}

export interface Waiting {
  readonly waiting: number;
  readonly oldestSeconds: number;
}

/** As the docs have it for `telephony_inbox_oldest_seconds`. */
const WAITED_TOO_LONG_S = 60;
/** Some times as long as a process takes to tell its numbers. */
const SILENT_S = 60;

const DERIVED = {
  'connection-failed': {
    message: 'The connection to U-ON could not be made',
    whatToDo: 'Mend what is told, then save the settings of U-ON again: it is tried at once',
  },
  'temporal-away': {
    message: 'Temporal does not answer: calls are taken and wait',
    whatToDo: 'Start Temporal, or mend the way to it (TEMPORAL_ADDRESS); nothing is lost, what waits is done then',
  },
  'no-worker-calls': {
    message: 'No process `worker calls` is at work: calls are taken, and nobody works on them',
    whatToDo: 'Start `npm run worker -- calls`, and look into its log for why it ended',
  },
  'no-worker-uon': {
    message: 'No process `worker uon` is at work: what is owed to U-ON waits',
    whatToDo: 'Start `npm run worker -- uon`, and look into its log for why it ended',
  },
  'events-wait': {
    message: 'Events of the PBX wait for longer than a minute',
    whatToDo: 'Look whether Temporal and `worker calls` are up and have CPU to spare; nothing is lost',
  },
  'webhooks-wait': {
    message: 'Webhooks of U-ON wait for longer than a minute',
    whatToDo: 'Look whether Temporal is up; nothing is lost but clicks on phones, which are not placed late',
  },
  'rate-limited': {
    message: 'U-ON answers "too many requests" though we keep its limit: somebody else uses the same key',
    whatToDo: 'Give the other service a key of its own in U-ON',
  },
  'popups-late': {
    message: 'Popups that were due were not shown, or it is not known whether they were',
    whatToDo:
      'Look at the other alarms and at the requests to U-ON: where workers were down, start them; where U-ON is slow, wait',
  },
  'events-refused': {
    message: 'The PBX sends events that are refused',
    whatToDo: 'Compare its dialplan with docs/pbx-events.md; the log of the API says which field is wrong',
  },
} as const;

const TO_DO_STANDING: Readonly<Record<keyof typeof ALARM, string>> = {
  'uon-key-refused': 'Check the key in U-ON under Настройки → Интеграции → API, put it in here and save the settings',
  'uon-not-answering': 'Look whether U-ON opens in a browser; else wait: what is owed is done once it answers',
  'settings-unreadable': 'Start with the SECRETS_KEY that the settings were stored with, or put the secrets in again',
  'telegram-token-refused': 'Ask @BotFather for the token of the bot, put it in here and save the settings',
  'telegram-chat-lost': 'Add the bot to the chat and let it write there, then check Telegram again on its page',
  'telegram-thread-lost': 'Put in the number of a topic that is there, or none, and save the settings',
};

export type HealthAlarmKind = keyof typeof DERIVED | keyof typeof ALARM;

export const HEALTH_ALARM_KINDS = [
  ...(['uon-key-refused', 'uon-not-answering', 'settings-unreadable'] as const),
  ...(['telegram-token-refused', 'telegram-chat-lost', 'telegram-thread-lost'] as const),
  ...(['connection-failed', 'temporal-away', 'no-worker-calls', 'no-worker-uon', 'events-wait'] as const),
  ...(['webhooks-wait', 'rate-limited', 'popups-late', 'events-refused'] as const),
] as const satisfies readonly HealthAlarmKind[];

/** Without whom no call is worked on: whoever sees the page is told of it wherever he is. */
export const STANDSTILLS = ['temporal-away', 'no-worker-calls', 'no-worker-uon'] as const;
export type Standstill = (typeof STANDSTILLS)[number];

/** What stands still of the installation, the worst first. */
export function standstills(
  { temporal, heardOf }: Pick<HealthFacts, 'temporal' | 'heardOf'>,
  now: Date,
): readonly HealthAlarm[] {
  const told = [
    temporal.isUp ? null : derived('temporal-away', temporal.since),
    silent('no-worker-calls', heardOf.calls, now),
    silent('no-worker-uon', heardOf.uon, now),
  ];
  return told.filter((alarm) => alarm !== null);
}

/** What has to be mended, the worst first. */
export function healthAlarms(facts: HealthFacts, now: Date): readonly HealthAlarm[] {
  const told = [
    ...Object.keys(ALARM).map((kind) => standing(kind, facts)),
    connectionAlarm(facts),
    ...standstills(facts, now),
    waits('events-wait', facts.events, now),
    waits('webhooks-wait', facts.webhooks, now),
    ...shares(facts.recent),
  ];
  return told.filter((alarm) => alarm !== null);
}

/** Of several enterprises one alarm, since the first of them. */
function standing(kind: string, { standing: all }: HealthFacts): HealthAlarm | null {
  const ofKind = all.filter((alarm) => alarm.kind === kind);
  const [first] = ofKind;
  if (!first || !isStandingKind(kind)) return null;
  const enterprises = [...new Set(ofKind.flatMap((alarm) => alarm.enterprises))].sort();
  return {
    ...{ kind, message: first.message, whatToDo: TO_DO_STANDING[kind], enterprises },
    since: earliest(ofKind.map(({ raisedAt }) => raisedAt)),
  };
}

function isStandingKind(kind: string): kind is keyof typeof ALARM {
  return Object.hasOwn(ALARM, kind);
}

/** Where an alarm of U-ON stands, that says more. */
function connectionAlarm({ failed, standing: others }: HealthFacts): HealthAlarm | null {
  const told = others.flatMap(({ kind, enterprises }) => (isTelegramAlarm(kind) ? [] : enterprises));
  const news = failed.filter(({ enterprise }) => !told.includes(enterprise));
  const [first] = news;
  if (!first) return null;
  const alarm = derived('connection-failed', earliest(news.flatMap(({ since }) => since ?? [])));
  const enterprises = news.map(({ enterprise }) => enterprise).sort();
  const message = news.length === 1 ? (first.problem ?? alarm.message) : alarm.message;
  return { ...alarm, enterprises, message };
}

function earliest(times: readonly Date[]): Date | null {
  return times.reduce<Date | null>((first, time) => (first === null || time < first ? time : first), null);
}

function silent(kind: 'no-worker-calls' | 'no-worker-uon', heardAt: Date | undefined, now: Date): HealthAlarm | null {
  const isSilent = heardAt === undefined || now.getTime() - heardAt.getTime() > SILENT_S * 1_000;
  return isSilent ? derived(kind, heardAt ?? null) : null;
}

function waits(kind: 'events-wait' | 'webhooks-wait', { oldestSeconds }: Waiting, now: Date): HealthAlarm | null {
  const isLong = oldestSeconds > WAITED_TOO_LONG_S;
  return isLong ? derived(kind, new Date(now.getTime() - oldestSeconds * 1_000)) : null;
}

/** A single one of anything happens; what goes on has a number and a share. */
function shares(recent: Counts): readonly (HealthAlarm | null)[] {
  const { uon_rate_limited = 0, uon_sent = 0, popups_sent = 0 } = recent;
  const { events_refused = 0, events_taken = 0 } = recent;
  const much = (kind: keyof typeof DERIVED, n: number, all: number, least: number, share: number) =>
    n >= least && n >= all * share ? derived(kind, null) : null;
  const notShown = popupsMissed(recent);
  return [
    much('rate-limited', uon_rate_limited, uon_sent, 3, 0.01),
    much('popups-late', notShown, popups_sent + notShown, 3, 0.1),
    much('events-refused', events_refused, events_taken + events_refused, 3, 0.05),
  ];
}

function derived(kind: keyof typeof DERIVED, since: Date | null): HealthAlarm {
  return { kind, since, ...DERIVED[kind], enterprises: [] };
}
