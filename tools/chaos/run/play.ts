import type { PbxEvent } from '../../../simulators/pbx/pbx-event.ts';
import { playEvents } from '../../../simulators/pbx/play-events.ts';
import { paused, type SentEvent } from '../../../simulators/pbx/post-event.ts';
import type { PlannedCall } from '../plan/calls.ts';
import type { Plan } from '../plan/plan.ts';
import type { Timeline } from './timeline.ts';

/** How one event fared at our door. Times are epoch ms. */
export interface Delivery {
  readonly event: PbxEvent;
  readonly accepted: boolean;
  readonly status: number | null;
  readonly attempts: number;
  /** When the attempt that was answered began. */
  readonly askedAt: number;
  readonly answeredAt: number;
}

/** By the index of the call. */
export type Deliveries = ReadonlyMap<number, readonly Delivery[]>;

/** Our processes come back within seconds; a PBX that gave up after its minute would tell of something else. */
const REPEAT_FOR_MS = 120_000;

/** Plays all calls of the plan, each at its time; what gets no 202 is repeated, as a dialplan does it. */
export async function playCalls(
  { calls, agencies }: Plan,
  { url, timeline, signal }: { url: string; timeline: Timeline; signal: AbortSignal },
): Promise<Deliveries> {
  const deliveries = new Map<number, Delivery[]>();
  const play = async (call: PlannedCall): Promise<void> => {
    const told: Delivery[] = [];
    deliveries.set(call.index, told);
    if (!(await paused(Math.max(0, call.startsAtMs - timeline.now()), signal))) return;
    const token = agencies[call.agency]?.token ?? '';
    const onSent = (sent: SentEvent) => void told.push(deliveryOf(sent));
    await playEvents(call.events, { url, token, repeatForMs: REPEAT_FOR_MS, signal, onSent });
  };
  await Promise.all(calls.map(play));
  return deliveries;
}

function deliveryOf({ event, accepted, status, attempts, answerMs }: SentEvent): Delivery {
  const answeredAt = Date.now();
  return { event, accepted, status, attempts, answeredAt, askedAt: answeredAt - answerMs };
}
