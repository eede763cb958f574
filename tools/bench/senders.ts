import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { RequestClass } from '../../domain/request-class.ts';
import type { Order, Sent } from '../../tests/limiter/sender.ts';

const SENDER = fileURLToPath(new URL('../../tests/limiter/sender.ts', import.meta.url));

export interface Senders {
  /** Has one of the processes send a request when its turn comes. */
  order(requestClass: RequestClass): void;
  readonly sent: readonly (Sent & { readonly requestClass: RequestClass })[];
  stop(): Promise<void>;
}

/** Processes that send requests of one account under its limit, as workers do. */
export async function startSenders(
  count: number,
  { databaseUrl, uonUrl, account, apiKey }: { databaseUrl: string; uonUrl: string; account: string; apiKey: string },
): Promise<Senders> {
  const classes: RequestClass[] = [];
  const sent: (Sent & { requestClass: RequestClass })[] = [];
  const children = await Promise.all(
    Array.from({ length: count }, async () => {
      const child = fork(SENDER, [databaseUrl, uonUrl, account, apiKey], { execArgv: [] });
      await once(child, 'message');
      child.on('message', (message: Sent) =>
        sent.push({ ...message, requestClass: classes[message.id] ?? 'recovery' }),
      );
      return child;
    }),
  );
  return {
    sent,
    order(requestClass) {
      const id = classes.push(requestClass) - 1;
      children[id % count]?.send({ id, requestClass } satisfies Order);
    },
    stop: async () => {
      await Promise.all(children.map(async (child) => child.kill('SIGKILL') && once(child, 'exit')));
    },
  };
}

/** The most of these moments (ms) that fall into any one second. */
export function mostInASecond(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  let most = 0;
  let from = 0;
  for (const [index, at] of sorted.entries()) {
    while ((sorted[from] ?? at) <= at - 1_000) from += 1;
    most = Math.max(most, index - from + 1);
  }
  return most;
}
