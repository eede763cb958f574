import { answeredCall, missedCall } from '../../tests/support/call-script.ts';
import { recordedCall } from '../../tests/support/recorded-calls.ts';
import { ACTIVE_LEAD, ARCHIVED_LEAD, CREATE, knownClient, SHORT, type Scene } from './scene.ts';
import type { Stage } from './stage.ts';

const TALKED = ['user/update: manager done', 'call_history/create done'];
const POPUP = 'popup: extension 151, manager 2 done';

/** Answered while its popups show, as most calls are. */
async function answered(stage: Stage, type: 0 | 1 = 0): Promise<void> {
  const [start, dial, bridge, hangup] = answeredCall({ ...stage, type });
  await stage.play([start, dial]);
  await stage.asked('notification/create', 2);
  await stage.play([bridge, hangup]);
  await stage.closed();
}

async function missed(stage: Stage, type: 0 | 1 = 0): Promise<void> {
  await stage.play(missedCall({ ...stage, type }));
  await stage.closed();
}

/** The table of actions at the dial, and what follows the hangup. */
export const ORDINARY_CALLS: readonly Scene[] = [
  {
    name: 'call-unknown-answered',
    number: 'number-creates-both',
    uon: { incoming_call_actions: CREATE },
    play: answered,
    shows: [POPUP, 'user/create, lead/create done', ...TALKED],
  },
  {
    name: 'call-known-lead-gets-status',
    uon: { incoming_call_actions: { status_lead_active: 5 } },
    seed: knownClient([ACTIVE_LEAD]),
    play: answered,
    shows: [POPUP, 'request/update: status done', 'request/update: manager of lead 71 done', ...TALKED],
  },
  {
    name: 'call-known-lead-created',
    number: 'number-creates-lead',
    uon: { incoming_call_actions: CREATE },
    seed: knownClient([ARCHIVED_LEAD]),
    play: answered,
    shows: [POPUP, 'lead/create done', ...TALKED],
  },
  {
    name: 'call-known-no-lead-wanted',
    seed: knownClient([]),
    play: answered,
    shows: [POPUP, 'lead/create skipped', ...TALKED],
  },
  {
    name: 'call-client-keeps-manager',
    seed: knownClient([ACTIVE_LEAD], { manager_id: 9 }),
    play: answered,
    shows: [POPUP, 'user/update: manager skipped', 'request/update: manager of lead 71 done'],
  },
  {
    name: 'call-outgoing-answered',
    uon: { outgoing_call_actions: CREATE, notifications: { outgoing: true } },
    play: (stage) => answered(stage, 1),
    shows: [POPUP, 'user/create, lead/create done', ...TALKED],
  },
  { name: 'call-outgoing-missed', play: (stage) => missed(stage, 1), shows: ['call_history/create done'] },
  {
    name: 'call-known-missed',
    uon: { incoming_call_actions: { missed_call_task: true, missed_call_status: 5 }, calls: SHORT },
    seed: knownClient([ACTIVE_LEAD]),
    play: missed,
    shows: ['reminder/create done', 'request/update: missed done', 'call_history/create done'],
  },
  {
    name: 'call-unknown-missed',
    uon: { incoming_call_actions: { missed_call_task: true, missed_call_status: 5 }, calls: SHORT },
    play: missed,
    shows: ['user/create skipped', 'reminder/create done', 'request/update: missed skipped'],
  },
  {
    name: 'call-transfer',
    callId: '1757840723.6',
    uon: { incoming_call_actions: CREATE, calls: { late_s: 2, settle_ms: 300 } },
    async play(stage) {
      await stage.play(recordedCall('attended-transfer-twice'));
      await stage.closed('1757840723.6');
    },
    shows: ['user/create, lead/create done', ...TALKED],
  },
  {
    name: 'call-names-first',
    uon: { primary: true },
    seed: knownClient([ACTIVE_LEAD]),
    play: answered,
    shows: [POPUP, ...TALKED],
  },
];
