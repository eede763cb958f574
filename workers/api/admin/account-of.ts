import type { Enterprises } from '../../../db/enterprises.ts';
import { SecretsError } from '../../../platform/secrets.ts';

/** The U-ON account of an enterprise; null too where its key can't be decrypted, of which an alarm tells. */
export async function accountOf(settings: Enterprises, enterprise: string): Promise<string | null> {
  try {
    return (await settings.uonAccess(enterprise))?.account ?? null;
  } catch (error) {
    if (error instanceof SecretsError) return null;
    throw error;
  }
}
