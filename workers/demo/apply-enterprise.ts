import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { createPool } from '../../db/pool.ts';
import type { Progress } from '../local/progress.ts';
import { DEMO_ENTERPRISE } from './demo-call.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Stores the demo's enterprise unless it is there: what someone has changed in it since stays. */
export async function applyDemoEnterprise(databaseUrl: string, secretsKey: string, progress: Progress): Promise<void> {
  if (await isStored(databaseUrl)) return;
  await progress.step(`Enterprise ${DEMO_ENTERPRISE} from demo/enterprise-0367.json`, async () => {
    // By the same command that an administrator uses.
    await promisify(execFile)(process.execPath, ['tools/enterprise.ts', 'apply', 'demo/enterprise-0367.json'], {
      cwd: ROOT,
      env: { ...process.env, DATABASE_URL: databaseUrl, SECRETS_KEY: secretsKey },
    });
  });
}

async function isStored(databaseUrl: string): Promise<boolean> {
  const pool = createPool(databaseUrl, { max: 1 });
  try {
    const found = await pool.query('SELECT 1 FROM enterprises WHERE number = $1', [DEMO_ENTERPRISE]);
    return found.rowCount === 1;
  } finally {
    await pool.end();
  }
}
