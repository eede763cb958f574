import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { fileURLToPath } from 'node:url';
import { ConfigError } from '../platform/config.ts';

/** The environment, with what `.env` in the checkout adds to it. For entry points only. */
export function readEnvironment(): Record<string, string | undefined> {
  const file = fileURLToPath(new URL('../.env', import.meta.url));
  if (existsSync(file)) loadEnvFile(file);
  return process.env;
}

/** What `read` gives; mistakes in the environment end the process with all their names. */
export function configOrExit<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
