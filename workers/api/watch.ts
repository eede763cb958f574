import type { Connection } from '@temporalio/client';
import type pg from 'pg';
import { watchDependency, type Dependency, type Standing } from '../../platform/dependency.ts';

interface Log {
  info(message: string): void;
  warn(message: string): void;
}

/** Whether what the API can't do without answers, looked at again and again. */
export interface Watched {
  readonly database: Dependency;
  readonly temporal: Dependency;
}

export function watchDependencies(pool: pg.Pool, connection: Connection, log: Log): Watched {
  const tell =
    (what: string) =>
    ({ isUp }: Standing): void =>
      isUp ? log.info(`${what} answers`) : log.warn(`${what} does not answer`);
  return {
    database: watchDependency({ check: () => pool.query('select 1'), onChange: tell('the database') }),
    temporal: watchDependency({
      // With a deadline: the SDK repeats by itself, and each look would outlive the next.
      check: () => connection.withDeadline(Date.now() + 2_000, () => connection.workflowService.getSystemInfo({})),
      onChange: tell('Temporal'),
    }),
  };
}
