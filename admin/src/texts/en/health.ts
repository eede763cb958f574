import type { health as ru } from '../ru/health.ts';

const number = (value: number, digits = 1): string =>
  value.toLocaleString('en', { maximumFractionDigits: digits, useGrouping: true });
/** Beside an axis it must not break. */
const delay = (ms: number | null): string => {
  if (ms === null) return '–';
  return ms < 1_000 ? `${number(ms, 0)}\u00a0ms` : `${number(ms / 1_000)}\u00a0s`;
};
const span = (hours: number): string => (hours === 1 ? '1 hour' : `${hours} hours`);

export const health: typeof ru = {
  heading: 'Health',
  installationHeading: 'Health of the system',
  alarms: {
    'uon-key-refused': {
      title: 'U-ON refuses the key, and is not asked any more',
      todo: 'In U-ON open “Настройки → Интеграции → API”, copy the key, put it in at “U-ON integration” and save. All that waits is done then.',
    },
    'uon-not-answering': {
      title: 'U-ON does not answer, or answers with errors',
      todo: 'See whether U-ON opens in a browser. If not, wait: it is tried every few seconds, and what is owed is done then.',
    },
    'settings-unreadable': {
      title: 'A stored secret of the enterprise can not be decrypted',
      todo: 'Start with the SECRETS_KEY that it was stored with, or put the keys in again and save the settings.',
    },
    'telegram-token-refused': {
      title: 'Telegram refuses the token of the bot, and calls are not told there',
      todo: 'Ask @BotFather for the token, put it in at the settings of Telegram and save.',
    },
    'telegram-chat-lost': {
      title: 'The bot can not write to its chat in Telegram, and calls are not told there',
      todo: 'Add the bot to the chat and let it write there, then press “Check” at the settings of Telegram.',
    },
    'telegram-thread-lost': {
      title: 'The topic of the chat in Telegram is gone, and calls are not told there',
      todo: 'Put in another topic at the settings of Telegram, or none, and save.',
    },
    'connection-failed': {
      title: 'The connection to U-ON could not be made',
      todo: 'Mend what is told and save the settings at “U-ON integration”: it is tried again at once.',
    },
    'temporal-away': {
      title: 'Temporal does not answer: calls are taken and wait',
      todo: 'For the owner of the installation: start Temporal, or check TEMPORAL_ADDRESS. Nothing is lost.',
    },
    'no-worker-calls': {
      title: 'No worker calls is at work: calls are taken, and nobody works on them',
      todo: 'For the owner of the installation: start npm run worker -- calls, and look into its log for why it ended.',
    },
    'no-worker-uon': {
      title: 'No worker uon is at work: requests to U-ON wait',
      todo: 'For the owner of the installation: start npm run worker -- uon, and look into its log for why it ended.',
    },
    'events-wait': {
      title: 'Events of the PBX wait for longer than a minute',
      todo: 'For the owner of the installation: see whether Temporal and worker calls are up and have CPU to spare. Nothing is lost.',
    },
    'webhooks-wait': {
      title: 'Webhooks of U-ON wait for longer than a minute',
      todo: 'For the owner of the installation: see whether Temporal is up. Only clicks on phones are lost: we do not call late.',
    },
    'rate-limited': {
      title: 'U-ON answers “too many requests” though we keep its limit',
      todo: 'Another program uses the same key. Give it a key of its own in U-ON.',
    },
    'popups-late': {
      title: 'Popups were not shown in time',
      todo: 'See the other alarms, and the requests to U-ON below. Where processes were down, the owner of the installation starts them; where U-ON is slow, only waiting helps. Those not shown do not come any more; the calls are in the journal.',
    },
    'events-refused': {
      title: 'Some events of the PBX are refused',
      todo: 'Check the token and the fields in its dialplan (docs/pbx-events.md); the log of the API says which field is wrong.',
    },
  },
  alarmsHeading: 'Alarms',
  noAlarms: 'All is well, there is no alarm',
  todo: 'What to do:',
  since: (moment) => `since ${moment}`,
  ofEnterprises: (numbers) => `Enterprises: ${numbers}`,
  windowLabel: 'How far back to show',
  windows: { '1': '1 hour', '6': '6 hours', '24': '24 hours' },
  updated: (moment) => `Updated at ${moment}`,
  stale: 'Not up to date: the server does not answer. This is what was known last.',
  noData: 'There are no data yet',
  noDataHint: 'They come a minute after the processes have started. Only what was counted is shown.',
  quiet: (hours) => `There were no calls and no requests within ${span(hours)}.`,
  tiles: {
    heading: 'Now',
    calls: 'Open calls',
    waiting: 'Work that waits',
    waitingHint: (calls, events, webhooks, recovery) =>
      `calls ${number(calls)}, events ${number(events)}, webhooks ${number(webhooks)}, recovery ${number(recovery)}`,
    requests: 'Requests to U-ON in a second',
    requestsOf: (now) => `${number(now)} of 8`,
    requestsUnknown: 'no key',
    requestsTotal: 'Requests to U-ON',
    requestsPeak: (peak) => `up to ${number(peak)} in a second`,
    errors: (hours) => `Errors of U-ON in ${span(hours)}`,
    errorsHint: (steps) => `steps not done: ${number(steps)}`,
    popups: 'Popups: half, and 99 %',
    popupsValue: (p50, p99) => (p50 === null ? '–' : `${delay(p50)} / ${delay(p99)}`),
    popupsHint: (sent, missed, over) =>
      `shown ${number(sent)}, not shown in time ${number(missed)}${over > 0 ? `, hung up at once ${number(over)}` : ''}`,
    webhook: 'Last webhook',
    noWebhook: 'none in 3 days',
  },
  charts: {
    heading: 'Charts',
    table: 'As a table',
    hideTable: 'Hide the table',
    time: 'Time',
    noValue: 'no data',
    gap: 'no process was up',
    requests: {
      heading: 'Requests to U-ON, a second',
      series: { average: 'On average', peak: 'Most in one second' },
      limit: 'limit 8',
      summary: (sent, peak, hours) =>
        `${number(sent)} requests within ${span(hours)}. The most in one second: ${number(peak)}; the account may have 8.`,
      summaryOfAll: (sent, peak, hours) =>
        `${number(sent)} requests within ${span(hours)}. The most in one second, of all accounts: ${number(peak)}.`,
    },
    errors: {
      heading: 'Errors of U-ON by kind',
      series: {
        uon_key_refused: 'Key refused',
        uon_rate_limited: 'Too many requests (429)',
        uon_server_error: 'Error of U-ON (5xx)',
        uon_no_answer: 'No answer',
        uon_refused: 'Refused (other 4xx)',
      },
      summary: (errors, kinds, hours) =>
        errors === 0
          ? `No errors of U-ON within ${span(hours)}.`
          : `${number(errors)} errors within ${span(hours)}. ${kinds}.`,
    },
    popups: {
      heading: 'Delay of popups',
      series: { p50: 'Half within', p99: '99 of 100 within' },
      summary: (sent, p50, p99) =>
        p50 === null
          ? 'There was no popup in this time.'
          : `${number(sent)} popups. Half came within ${delay(p50)}, 99 of 100 within ${delay(p99)} of the event.`,
    },
    calls: {
      heading: 'PBX events and calls',
      series: { events: 'PBX events', calls: 'Calls', missed: 'Missed' },
      per: (minutes) => `in ${minutes} min`,
      summary: (events, calls, missed) =>
        `PBX events: ${number(events)}, calls: ${number(calls)}, of them missed: ${number(missed)}.`,
    },
    waiting: {
      heading: 'Open calls and work that waits',
      series: {
        open: 'Open calls',
        calls: 'Calls with a step that waits',
        events: 'Events',
        webhooks: 'Webhooks',
        recovery: 'Recovery',
      },
      summary: (open, waiting) => `Most open calls: ${number(open)}; most that waited: ${number(waiting)}.`,
    },
  },
  whole: {
    parts: 'Parts of the system',
    version: (version) => `Version ${version}`,
    dependencies: { database: 'Database', temporal: 'Temporal' },
    answers: 'answers',
    away: (moment) => `has not answered since ${moment}`,
    roles: { api: 'API', calls: 'worker calls', uon: 'worker uon' },
    running: (count) => `at work: ${count}`,
    lastHeard: (moment) => `not at work since ${moment}`,
    neverHeard: 'was never started',
    enterprises: 'Where the errors are',
    noErrors: 'No enterprise has errors.',
    columns: {
      enterprise: 'Enterprise',
      alarms: 'Alarms',
      errors: 'Errors of U-ON',
      steps: 'Steps not done',
      popups: 'Popups not shown',
      requests: 'Requests',
      calls: 'Calls',
    },
  },
  number,
  delay,
};
