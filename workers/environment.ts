import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { fileURLToPath } from 'node:url';

/** The environment, with what `.env` in the checkout adds to it. For entry points only. */
export function readEnvironment(): Record<string, string | undefined> {
  const file = fileURLToPath(new URL('../.env', import.meta.url));
  if (existsSync(file)) loadEnvFile(file);
  return process.env;
}
