import { answeredCall, missedCall } from '../../tests/support/call-script.ts';
import { repeatStep } from '../../tests/support/repeat.ts';
import { ACTIVE_LEAD, CREATE, knownClient, SHORT, type Scene } from './scene.ts';

/** Steps of closed calls that are done anew. */
export const REPEAT_SCENES: readonly Scene[] = [
  {
    uon: { incoming_call_actions: CREATE, calls: SHORT },
    async play({ play, fault, closed, ...stage }) {
      const mends = ['user/phone', 'call_history/create'].map((route) =>
        fault({ route, kind: 'refused', times: Infinity }),
      );
      await play(answeredCall(stage));
      await closed();
      for (const mend of mends) mend();
      await repeatStep(stage, 'call_history/create');
      await repeatStep(stage, 'user/phone');
    },
    shows: [
      'repeat call_history/create done',
      'repeat user/create, lead/create done',
      'repeat user/update: manager done',
    ],
    others: { repeat: 'repeat' },
  },
  {
    uon: {
      incoming_call_actions: { missed_call_task: true, task_minutes: 5, missed_call_status: 4 },
      calls: SHORT,
    },
    seed: knownClient([ACTIVE_LEAD]),
    async play({ play, fault, closed, ...stage }) {
      const mend = fault({ route: 'reminder/create', kind: 'refused', times: Infinity });
      await play(missedCall(stage));
      await closed();
      mend();
      await repeatStep(stage, 'reminder/create');
    },
    shows: ['repeat reminder/create done'],
    others: { repeat: 'repeat-missed' },
  },
];
