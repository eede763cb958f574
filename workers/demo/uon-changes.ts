import { z } from 'zod';

const requestsSchema = z.array(
  z.object({
    seq: z.number(),
    at: z.number(),
    method: z.string(),
    route: z.string(),
    params: z.record(z.string(), z.string()),
    body: z.record(z.string(), z.unknown()),
    status: z.number().nullable(),
  }),
);
type Received = z.infer<typeof requestsSchema>[number];

const LONGEST_VALUE = 60;

/** What a U-ON simulator received after `seq`; undefined when this is no simulator of ours. */
export async function receivedAfter(uonUrl: string, seq: number): Promise<Received[] | undefined> {
  try {
    const response = await fetch(`${uonUrl}/_sim/requests?after=${seq}`, { signal: AbortSignal.timeout(5_000) });
    return response.ok ? requestsSchema.parse(await response.json()) : undefined;
  } catch {
    return undefined;
  }
}

/** The requests as lines; what changed something in U-ON is marked. */
export function requestLines(requests: readonly Received[]): string[] {
  const first = requests[0]?.at ?? 0;
  return requests.map(({ at, method, route, params, body, status }) => {
    const seconds = ((at - first) / 1_000).toFixed(2).padStart(6);
    const mark = method === 'POST' ? '*' : ' ';
    const values = Object.entries({ ...params, ...(method === 'POST' && body) }).map(
      ([key, value]) => `${key}=${short(value)}`,
    );
    return `  ${seconds} s ${mark} ${route.padEnd(22)} ${status ?? '-'}  ${values.join(', ')}`;
  });
}

function short(value: unknown): string {
  const text = (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).replaceAll(/\s+/g, ' ');
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
