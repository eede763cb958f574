import {
  answeredCall,
  hangupOf,
  missedCall,
  newCallId,
  newPhone,
  openingEvents,
} from '../../tests/support/call-script.ts';
import { ACTIVE_LEAD, CREATE, knownClient, SHORT, type Scene } from './scene.ts';

const OWN_LINE = '375291000001';

/** Events that are missing, late or another's, and calls that are not about a client. */
export const ODD_CALLS: readonly Scene[] = [
  {
    name: 'call-lone-hangup',
    uon: { incoming_call_actions: CREATE },
    async play(stage) {
      await stage.play(missedCall(stage).slice(-1));
      await stage.closed();
    },
    shows: ['call_history/create done'],
  },
  {
    name: 'call-dial-after-hangup',
    uon: { incoming_call_actions: CREATE, calls: { late_s: 5, settle_ms: 100 } },
    async play(stage) {
      const [, dial, hangup] = missedCall(stage);
      await stage.play([hangup]);
      await stage.noted('call_history/create done');
      await stage.play([dial]);
      await stage.closed();
    },
    shows: ['call_history/create done', 'user/create, lead/create done'],
  },
  {
    name: 'call-bridge-after-hangup',
    uon: { incoming_call_actions: CREATE, calls: { late_s: 5, settle_ms: 100 } },
    async play(stage) {
      await stage.play(missedCall(stage));
      await stage.noted('call_history/create done');
      await stage.play([answeredCall(stage)[2]]);
      await stage.closed();
    },
    shows: ['call_history/create done', 'user/update: manager done'],
  },
  {
    name: 'call-hangup-while-looked-up',
    seed: knownClient([ACTIVE_LEAD]),
    async play(stage) {
      const mend = stage.fault({ route: 'user/phone', kind: '5xx', times: Infinity });
      const [start, dial, hangup] = missedCall(stage);
      await stage.play([start, dial]);
      await stage.asked('user/phone');
      await stage.play([hangup]);
      await stage.noted('call_history/create done');
      mend();
      await stage.closed();
    },
    shows: ['user/phone done', 'call_history/create done'],
  },
  {
    name: 'call-recording-late',
    uon: { incoming_call_actions: CREATE, calls: { late_s: 5, settle_ms: 100 } },
    async play(stage) {
      const events = answeredCall(stage);
      await stage.play(events);
      await stage.noted('call_history/create done');
      await stage.noted('user/create, lead/create done');
      await stage.play([withRecording(events[3])]);
      await stage.closed();
    },
    shows: ['call_history/create done', 'request-action/create: recording done'],
  },
  {
    name: 'call-recording-awaited',
    uon: { calls: { recording_wait_s: 20, ...SHORT } },
    async play(stage) {
      const events = missedCall(stage);
      await stage.play(events);
      await stage.noted('user/phone done');
      await stage.play([withRecording(events[2])]);
      await stage.closed();
    },
    shows: ['call_history/create done'],
  },
  {
    name: 'call-hours-over-talking',
    uon: { calls: { max_call_hours: 0.0005, ...SHORT } },
    seed: knownClient([ACTIVE_LEAD]),
    async play(stage) {
      await stage.play(answeredCall(stage).slice(0, 3));
      await stage.closed();
    },
    shows: ['hangup failed', 'call_history/create done', 'user/update: manager done'],
  },
  {
    name: 'call-hours-over-ringing',
    uon: { calls: { max_call_hours: 0.0005, ...SHORT } },
    async play(stage) {
      await stage.play(openingEvents(stage));
      await stage.closed();
    },
    shows: ['hangup failed'],
  },
  {
    name: 'call-rings-on',
    seed: knownClient([]),
    async play(stage) {
      const [start, dial, bridge, hangup] = answeredCall({ ...stage, rung: ['151', '199'] });
      await stage.play([start, dial]);
      await stage.noted('popup: extension 151, manager 2 done');
      await stage.play(openingEvents({ ...stage, rung: ['150'] }).slice(1));
      await stage.noted('popup: extension 150, manager 7 done');
      await stage.play([bridge, hangup]);
      await stage.closed();
    },
    shows: ['popup: extension 199 skipped', 'popup: extension 150, manager 7 done'],
  },
  {
    name: 'call-leg-taken-back',
    async play(stage) {
      const [start, dial, bridge, hangup] = answeredCall(stage);
      await stage.play([start, dial, bridge]);
      const own = { callId: newCallId(), phone: newPhone() };
      const leg = { UniqueId: own.callId, CallerIDNum: stage.phone, ConnectedLineNum: '152', Channel: 'SIP/152-1' };
      await stage.play([{ event: 'bridge', body: leg }, ...missedCall(own), hangup]);
      await stage.closed(own.callId);
      await stage.closed();
    },
    shows: ['call_history/create done'],
  },
  {
    name: 'call-hidden',
    async play(stage) {
      await stage.play(answeredCall({ ...stage, phone: 'anonymous' }));
      await stage.closed();
    },
    shows: ['call_history/create skipped'],
  },
  {
    name: 'call-short-number',
    async play(stage) {
      await stage.play(answeredCall({ ...stage, phone: '102' }));
      await stage.closed();
    },
    shows: [],
  },
  {
    name: 'call-own-number',
    lines: [{ trunk: '0001363', name: 'Главная', phone: `+${OWN_LINE}` }],
    async play(stage) {
      await stage.play(answeredCall({ ...stage, phone: OWN_LINE }));
      await stage.closed();
    },
    shows: [],
  },
  {
    name: 'call-internal',
    async play({ callId, play, closed }) {
      const common = { UniqueId: callId, Phone: '152', CallType: 2, Trunk: '' };
      await play([
        { event: 'start', body: common },
        { event: 'dial', body: { ...common, Extensions: ['151'] } },
        { event: 'bridge', body: { UniqueId: callId, CallerIDNum: '152', ConnectedLineNum: '151' } },
        hangupOf({ callId, phone: '152' }, { CallType: 2, CallStatus: '2' }),
      ]);
      await closed();
    },
    shows: [],
  },
  {
    name: 'call-uon-off',
    uon: { enabled: false },
    async play(stage) {
      await stage.play(answeredCall(stage));
      await stage.closed();
    },
    shows: ['U-ON skipped'],
  },
  {
    name: 'call-nothing-wanted',
    uon: { log_calls: false, notifications: { mode: 'none' } },
    async play(stage) {
      await stage.play(answeredCall(stage));
      await stage.closed();
    },
    shows: ['call_history/create skipped', 'managers skipped'],
  },
];

function withRecording({ event, body }: { event: string; body: Readonly<Record<string, unknown>> }) {
  return { event, body: { ...body, RecordUrl: 'https://records.example/1.mp3' } };
}
