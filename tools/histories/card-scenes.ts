import { missedCall } from '../../tests/support/call-script.ts';
import { follow, linkShown } from '../../tests/support/popup-links.ts';
import { SHORT, type Scene } from './scene.ts';
import type { Stage } from './stage.ts';

const MANAGER = 2;

/** A manager opens «Создать клиента» of a popup: while it rings, after the call, and where U-ON refuses. */
export const CARD_SCENES: readonly Scene[] = [
  {
    name: 'card-while-ringing',
    uon: { calls: SHORT },
    async play(stage) {
      const [start, dial, hangup] = missedCall(stage);
      await stage.play([start, dial]);
      await click(stage);
      await stage.play([hangup]);
      await stage.closed();
    },
    shows: ['user/create: link of a popup done'],
    number: 'number-card',
    others: { card: 'card-made' },
  },
  {
    uon: { calls: SHORT },
    async play(stage) {
      await stage.play(missedCall(stage).slice(0, 2));
      const clicked = await linkShown(stage.system, stage.enterprise, MANAGER, 'Создать клиента');
      await stage.play(missedCall(stage).slice(2));
      await stage.closed();
      await follow(stage.system, clicked);
    },
    shows: ['user/create: link of a popup done'],
    others: { card: 'card-after-the-call' },
  },
  {
    uon: { calls: SHORT },
    async play(stage) {
      const [start, dial, hangup] = missedCall(stage);
      stage.fault({ kind: 'refused', route: 'user/create', times: Infinity });
      await stage.play([start, dial]);
      await click(stage);
      await stage.play([hangup]);
      await stage.closed();
    },
    shows: ['user/create: link of a popup failed'],
    number: 'number-card-refused',
    others: { card: 'card-refused' },
  },
];

async function click({ system, enterprise }: Stage): Promise<void> {
  const answer = await follow(system, await linkShown(system, enterprise, MANAGER, 'Создать клиента'));
  if (answer.status !== 302) throw new Error(`the link was answered with ${answer.status}`);
}
