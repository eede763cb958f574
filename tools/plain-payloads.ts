import type { Payload } from '@temporalio/common';

import type { PayloadCipher } from '../platform/payload-codec.ts';

/** Decrypts, in place, every payload that a message of Temporal's protocol holds, however deep. */
export function makePayloadsPlain(message: object, decrypt: PayloadCipher['decrypt']): void {
  if (ArrayBuffer.isView(message)) return;
  if (isPayload(message)) {
    Object.assign(message, decrypt(message));
    return;
  }
  const values: unknown[] = Object.values(message);
  for (const value of values) if (typeof value === 'object' && value !== null) makePayloadsPlain(value, decrypt);
}

/** Every payload says how it is encoded, and nothing else in the protocol does. */
function isPayload(message: object): message is Payload {
  if (!('metadata' in message) || typeof message.metadata !== 'object' || message.metadata === null) return false;
  return 'encoding' in message.metadata && ArrayBuffer.isView(message.metadata.encoding);
}
