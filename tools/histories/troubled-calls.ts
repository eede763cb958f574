import { answeredCall, missedCall, openingEvents } from '../../tests/support/call-script.ts';
import { ACTIVE_LEAD, CREATE, knownClient, SHORT, type Scene } from './scene.ts';

const POPUP = 'popup: extension 151, manager 2 done';

/** U-ON fails, refuses or is slow. */
export const TROUBLED_CALLS: readonly Scene[] = [
  {
    name: 'call-number-asked-again',
    uon: { incoming_call_actions: CREATE },
    async play(stage) {
      const mend = stage.fault({ route: 'user/create', kind: '5xx', times: Infinity });
      await stage.play(openingEvents(stage));
      // An unanswered question is repeated after a minute.
      await stage.asksNumber(2);
      mend();
      await stage.play(answeredCall(stage).slice(2));
      await stage.closed();
    },
    shows: ['user/create, lead/create done'],
  },
  {
    name: 'call-key-refused',
    seed: knownClient([ACTIVE_LEAD]),
    async play(stage) {
      const mend = stage.fault({ kind: '403', times: Infinity });
      await stage.play(openingEvents(stage));
      await stage.asked('user/phone');
      await stage.play(answeredCall(stage).slice(2));
      mend();
      await stage.applyAgain();
      await stage.closed();
    },
    shows: ['user/phone done', 'call_history/create done', 'user/update: manager done'],
  },
  {
    name: 'call-lookup-fails',
    seed: knownClient([ACTIVE_LEAD]),
    async play(stage) {
      const mend = stage.fault({ route: 'user/phone', kind: '5xx', times: Infinity });
      await stage.play(openingEvents(stage));
      await stage.asked('notification/create', 2);
      await stage.play(answeredCall(stage).slice(2));
      await stage.noted('call_history/create done');
      mend();
      await stage.closed();
    },
    shows: ['user/phone done', POPUP, 'call_history/create done', 'user/update: manager done'],
  },
  {
    name: 'call-lookup-slow',
    seed: knownClient([ACTIVE_LEAD]),
    async play(stage) {
      stage.fault({ route: 'user/phone', kind: 'slow', delayMs: 1_500 });
      await stage.play(openingEvents(stage));
      await stage.asked('notification/create', 2);
      await stage.play(answeredCall(stage).slice(2));
      await stage.closed();
    },
    shows: ['user/phone done', POPUP],
  },
  {
    // A local activity whose time was over: its failure is told in another way when the history is replayed.
    name: 'call-greeting-held-up',
    isAlone: true,
    seed: knownClient([ACTIVE_LEAD]),
    async play(stage) {
      const release = await stage.holdUp('profiles');
      try {
        await stage.play(openingEvents(stage));
        await stage.failedLocally('greet');
      } finally {
        await release();
      }
      await stage.asked('notification/create', 2);
      await stage.play(answeredCall(stage).slice(2));
      await stage.closed();
    },
    shows: ['user/phone done', POPUP, 'call_history/create done'],
  },
  {
    name: 'call-leads-refused',
    seed: knownClient([ACTIVE_LEAD]),
    uon: { incoming_call_actions: CREATE },
    async play(stage) {
      const mend = stage.fault({ route: 'lead-by-client', kind: 'refused', times: Infinity });
      await stage.play(openingEvents(stage));
      await stage.noted('lead-by-client failed');
      mend();
      await stage.play(answeredCall(stage).slice(2));
      await stage.closed();
    },
    shows: ['lead-by-client failed', 'call_history/create done'],
  },
  {
    name: 'call-popup-slow',
    seed: knownClient([ACTIVE_LEAD]),
    async play(stage) {
      stage.fault({ route: 'notification/create', kind: 'slow', delayMs: 1_500, times: 2 });
      await stage.play(openingEvents(stage));
      await stage.noted('lead-by-client done');
      await stage.play(answeredCall(stage).slice(2));
      await stage.closed();
    },
    shows: ['call_history/create done'],
  },
  {
    name: 'call-popup-not-taken',
    seed: knownClient([]),
    async play(stage) {
      stage.fault({ route: 'notification/create', kind: '5xx', times: 1 });
      await stage.play(openingEvents(stage));
      await stage.asked('notification/create', 3);
      await stage.play(answeredCall(stage).slice(2));
      await stage.closed();
    },
    shows: ['call_history/create done'],
  },
  {
    name: 'call-lead-refused',
    number: 'number-lead-refused',
    // 999 is no status of this account.
    uon: { incoming_call_actions: { ...CREATE, status_lead_no_leads: 999 } },
    async play(stage) {
      await stage.play(answeredCall(stage));
      await stage.closed();
    },
    shows: ['user/create, lead/create failed', 'call_history/create done'],
  },
  {
    name: 'call-answers-lost',
    uon: { incoming_call_actions: { ...CREATE, missed_call_task: true }, calls: SHORT },
    async play(stage) {
      for (const route of ['user/create', 'lead/create', 'call_history/create', 'reminder/create']) {
        stage.fault({ route, kind: 'reset', when: 'after' });
      }
      await stage.play(missedCall(stage));
      await stage.closed();
    },
    shows: ['user/create, lead/create done', 'call_history/create done', 'reminder/create done'],
  },
];
