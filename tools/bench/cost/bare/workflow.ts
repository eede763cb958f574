import { condition, defineSignal, proxyActivities, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import type { BareActivities } from './activities.ts';

/** What a call of ours consists of, counted. */
export interface BarePlan {
  readonly signals: number;
  readonly localActivities: number;
  readonly activities: number;
  /** Database transactions of each local activity. */
  readonly transactions: number;
}

export const event = defineSignal('event');

const { databaseStep } = proxyLocalActivities<BareActivities>({ startToCloseTimeout: '10s' });
const { request } = proxyActivities<BareActivities>({ startToCloseTimeout: '1 minute', allowEagerDispatch: false });

/** A workflow without any thought: as many signals, activities and database steps as a call of ours has. */
export async function bareCall({ signals, localActivities, activities, transactions }: BarePlan): Promise<void> {
  let heard = 0;
  setHandler(event, () => void (heard += 1));
  for (let step = 0; step < localActivities; step += 1) {
    await condition(() => heard >= Math.min(signals, step + 1));
    await databaseStep(transactions);
  }
  for (let step = 0; step < activities; step += 1) await request();
}
