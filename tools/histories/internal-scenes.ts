import { askCaller } from '../../tests/support/callers.ts';
import { askInternal } from '../../tests/support/internal.ts';
import { waitFor } from '../../tests/support/wait-for.ts';
import { knownClient, type Scene } from './scene.ts';
import type { Stage } from './stage.ts';

const LEADS = [{ id: 71, status_id: 1 }];

/** What other services ask and tell. */
export const INTERNAL_SCENES: readonly Scene[] = [
  {
    seed: knownClient(LEADS),
    play: (stage) => ask(stage, '?requests=true', 200),
    shows: [],
    others: { lookup: 'lookup-known' },
  },
  { play: (stage) => ask(stage, '', 404), shows: [], others: { lookup: 'lookup-nobody' } },
  {
    seed: knownClient(LEADS),
    async play(stage) {
      stage.fault({ kind: '5xx', route: 'lead-by-client', times: Infinity });
      await ask(stage, '', 503);
      await ended(stage, 'lookup');
    },
    shows: [],
    others: { lookup: 'lookup-fails' },
  },
  {
    seed: knownClient(LEADS),
    smart: { mode: 'name' },
    async play(stage) {
      await askCaller(stage.system, stage.enterprise, stage.phone);
      await ended(stage, 'lookup');
    },
    shows: [],
    others: { lookup: 'lookup-for-a-pbx' },
  },
  {
    seed: knownClient([]),
    async play(stage) {
      await tell(stage, ['151', '152']);
      await ended(stage, 'notice');
    },
    shows: [],
    others: { notice: 'notice-shown' },
  },
  {
    seed: knownClient([]),
    async play(stage) {
      stage.fault({ kind: 'slow', route: 'user/phone', delayMs: 5_000 });
      await tell(stage, ['151']);
      await ended(stage, 'notice');
    },
    shows: [],
    others: { notice: 'notice-details-slow' },
  },
  {
    seed: knownClient([]),
    async play(stage) {
      stage.fault({ kind: 'refused', route: 'notification/create' });
      stage.fault({ kind: '5xx', route: 'notification/create' });
      await tell(stage, ['151', '152']);
      await ended(stage, 'notice');
    },
    shows: [],
    others: { notice: 'notice-refused-and-repeated' },
  },
  {
    uon: { notifications: { incoming: false } },
    async play(stage) {
      await tell(stage, ['151']);
      await ended(stage, 'notice');
    },
    shows: [],
    others: { notice: 'notice-not-wanted' },
  },
];

async function ask({ system, enterprise, phone }: Stage, query: string, status: number): Promise<void> {
  const answer = await askInternal(system.url, `/customer-profile/${enterprise.number}/${phone}${query}`);
  if (answer.status !== status) throw new Error(`the question was answered with ${answer.status}`);
}

async function tell({ system, enterprise, phone }: Stage, extensions: readonly string[]): Promise<void> {
  const post = { enterprise: enterprise.number, phone, extensions };
  const { status } = await askInternal(system.url, '/internal/uon/notify-incoming', { post });
  if (status !== 202) throw new Error(`the notice was answered with ${status}`);
}

/** Waits until the enterprise's workflows of a kind are over. */
async function ended({ temporal, enterprise }: Stage, kind: string): Promise<void> {
  const query = `WorkflowId STARTS_WITH "${kind}:${enterprise.number}"`;
  await waitFor(`the workflows ${kind} to end`, async () => {
    let count = 0;
    for await (const { status } of temporal.workflow.list({ query })) {
      if (status.name === 'RUNNING') return false;
      count += 1;
    }
    return count > 0;
  });
}
