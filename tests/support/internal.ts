import { SERVICE_TOKEN, type System, type TestEnterprise } from './open-system.ts';

export interface InternalAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

/** Asks an internal route as another service does. */
export async function askInternal(
  url: string,
  path: string,
  { token = SERVICE_TOKEN, post }: { readonly token?: string; readonly post?: unknown } = {},
): Promise<InternalAnswer> {
  const answer = await fetch(url + path, {
    method: post === undefined ? 'GET' : 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    ...(post === undefined ? {} : { body: typeof post === 'string' ? post : JSON.stringify(post) }),
  });
  return { status: answer.status, body: await answer.json(), headers: answer.headers };
}

/** How often U-ON was asked by the enterprise, by route. */
export function askedOf({ uon }: Pick<System, 'uon'>, { apiKey }: TestEnterprise, route: string): number {
  return uon.requests.filter((one) => one.apiKey === apiKey && one.route === route).length;
}

/** What is kept of the enterprise's numbers and clients is as old as that. */
export async function ageCache({ pool }: System, { number }: TestEnterprise, seconds = 3_600): Promise<void> {
  for (const table of ['profiles', 'client_lists'])
    await pool.query(
      `update ${table} set fetched_at = fetched_at - make_interval(secs => $2) where enterprise_number = $1`,
      [number, seconds],
    );
}
