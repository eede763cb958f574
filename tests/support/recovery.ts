import { newCallId, newPhone } from './call-script.ts';
import { SERVICE_TOKEN, type System, type TestEnterprise } from './open-system.ts';
import { waitFor } from './wait-for.ts';

/** One call as `POST /recovery/calls` takes it. */
export interface SentCall {
  readonly uniqueid: string;
  readonly phone: string;
  readonly direction: string | number;
  readonly start: string;
  readonly end: string;
  readonly answered: boolean;
  readonly extension?: string;
  readonly record_url?: string;
}

export interface Standing {
  readonly recovery_id: string;
  readonly state: string;
  readonly total: number;
  readonly done: number;
  readonly known: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly errors: readonly { index: number; uniqueid: string | null; field: string | null; message: string }[];
}

/** An incoming call that 151 answered, one minute long, unless said otherwise. */
export function finishedCall(more: Partial<SentCall> = {}): SentCall {
  return {
    ...{ uniqueid: newCallId(), phone: newPhone(), direction: 'incoming', answered: true, extension: '151' },
    ...{ start: '2025-09-14 12:05:13', end: '2025-09-14 12:06:13' },
    ...more,
  };
}

export const asService = { Authorization: `Bearer ${SERVICE_TOKEN}`, 'Content-Type': 'application/json' };

/** Posts a body to a path as another service does. */
export function postAsService(url: string, body: unknown): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: asService,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** Sends calls; gives back the recovery's id. */
export async function recover(
  { url }: Pick<System, 'url'>,
  { number }: TestEnterprise,
  calls: readonly unknown[],
): Promise<string> {
  const answer = await postAsService(`${url}/recovery/calls`, { enterprise: number, calls });
  if (answer.status !== 202) throw new Error(`answered with ${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as { recovery_id: string }).recovery_id;
}

export async function standing({ url }: Pick<System, 'url'>, id: string): Promise<Standing> {
  return (await (await fetch(`${url}/recovery/${id}`, { headers: asService })).json()) as Standing;
}

/** Waits until a recovery is through. */
export function through(system: Pick<System, 'url'>, id: string, ms = 60_000): Promise<Standing> {
  return waitFor(
    `recovery ${id}`,
    async () => {
      const now = await standing(system, id);
      return (now.state === 'done' || now.state === 'cancelled') && now;
    },
    ms,
  );
}

/** The requests to U-ON of an enterprise, by route. */
export function requestsByRoute({ uon }: Pick<System, 'uon'>, { apiKey }: TestEnterprise): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of uon.requests) if (one.apiKey === apiKey) counts[one.route] = (counts[one.route] ?? 0) + 1;
  return counts;
}
