import { setTimeout as delay } from 'node:timers/promises';

import { z } from 'zod';

import { DEMO_ENTERPRISE } from './demo-call.ts';

const answerSchema = z.object({
  connection: z.object({
    state: z.string(),
    problem: z.string().nullable(),
    webhooks: z.record(z.string(), z.string()),
    pending: z.boolean(),
  }),
});

/** Waits until somebody has looked how the demo's enterprise stands with U-ON. Returns that in words; null after `withinMs`. */
export async function untilConnected(apiUrl: string, serviceToken: string, withinMs: number): Promise<string | null> {
  const url = `${apiUrl}/internal/enterprises/${DEMO_ENTERPRISE}`;
  for (const deadline = performance.now() + withinMs; performance.now() < deadline; await delay(250)) {
    const answer = await fetch(url, { headers: { authorization: `Bearer ${serviceToken}` } });
    if (!answer.ok) return `the API answered ${answer.status}`;
    const { connection } = answerSchema.parse(await answer.json());
    if (connection.pending) continue;
    const types = Object.keys(connection.webhooks).join(', ') || 'none';
    return connection.problem ?? `${connection.state}, webhooks of types ${types}`;
  }
  return null;
}
