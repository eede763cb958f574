import { createHmac } from 'node:crypto';

/** Uses of the hash: the same text gives another hash for each, so that they can't be compared. */
export type HashPurpose =
  | 'pbx-token'
  | 'uon-account'
  | 'phone'
  | 'call-id'
  | 'webhook-secret'
  | 'notice'
  | 'admin-session'
  | 'popup-link';

/**
 * HMAC-SHA256 as 64 hex digits: stands for a secret or a phone where these may not be seen, and can be looked up by. Only
 * who has the key can find out what it stands for.
 */
export function keyedHash(key: Buffer, purpose: HashPurpose, value: string): string {
  return createHmac('sha256', key).update(`${purpose}\0${value}`).digest('hex');
}
