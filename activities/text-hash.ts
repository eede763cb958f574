import { createHash } from 'node:crypto';

/** By which a text is known again that is not kept. */
export function textHash(html: string): string {
  return createHash('sha256').update(html).digest('base64url').slice(0, 22);
}
