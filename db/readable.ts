import { SecretsError } from '../platform/secrets.ts';

/** What is read of a secret; null where it can't be decrypted. */
export function readable<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof SecretsError) return null;
    throw error;
  }
}
