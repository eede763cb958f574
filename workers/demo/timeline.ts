import { setTimeout as delay } from 'node:timers/promises';

import { z } from 'zod';

const callSchema = z.object({
  status: z.enum(['ringing', 'talking', 'ended']),
  direction: z.string().nullable(),
  answered: z.boolean(),
  manager_id: z.string().nullable(),
  extension: z.string().nullable(),
  client_id: z.string().nullable(),
  lead_id: z.string().nullable(),
  duration: z.number().nullable(),
  steps: z.array(z.object({ name: z.string(), at: z.string(), status: z.string(), error: z.string().nullish() })),
});
export type CallAnswer = z.infer<typeof callSchema>;

/** Asks the internal API for a call until it has ended and no step is under way; the last answer after `withinMs`. */
export async function fetchEndedCall(url: string, serviceToken: string, withinMs: number): Promise<CallAnswer> {
  const deadline = performance.now() + withinMs;
  let settledAt: number | undefined;
  for (;;) {
    const response = await fetch(url, { headers: { authorization: `Bearer ${serviceToken}` } });
    if (response.ok) {
      const call = callSchema.parse(await response.json());
      const settled = call.status === 'ended' && call.steps.every(({ status }) => status !== 'running');
      settledAt = settled ? (settledAt ?? performance.now()) : undefined;
      // A step may follow the one that has just ended.
      if ((settledAt !== undefined && performance.now() - settledAt > 1_500) || performance.now() > deadline)
        return call;
    } else if (performance.now() > deadline) {
      throw new Error(`${url} answered ${response.status}`);
    }
    await delay(250);
  }
}

/** The steps of a call as lines: when, counted from the first, what and how it went. */
export function timelineLines({ steps, ...call }: CallAnswer): string[] {
  const first = Date.parse(steps[0]?.at ?? '');
  const width = Math.max(...steps.map(({ name }) => name.length));
  const lines = steps.map(({ name, at, status, error }) => {
    const seconds = ((Date.parse(at) - first) / 1_000).toFixed(2).padStart(6);
    return `  ${seconds} s  ${name.padEnd(width)} ${status}${error ? ` (${error})` : ''}`;
  });
  const outcome = [
    call.status,
    call.direction,
    call.answered ? 'answered' : 'not answered',
    call.extension && `extension ${call.extension}`,
    call.manager_id && `manager ${call.manager_id}`,
    call.client_id && `client ${call.client_id}`,
    call.lead_id && `lead ${call.lead_id}`,
    call.duration !== null && `${call.duration} s`,
  ];
  return [...lines, `  ${outcome.filter(Boolean).join(', ')}`];
}
