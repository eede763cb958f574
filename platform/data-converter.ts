import { fileURLToPath } from 'node:url';

import type { DataConverter } from '@temporalio/common';

import { createPayloadCipher } from './payload-codec.ts';
import type { SecretsKey } from './secrets-key.ts';

/** For `bundleWorkflowCode`: failures are made inside the workflow's sandbox too, so its bundle holds this file. */
export const FAILURE_CONVERTER_PATH = fileURLToPath(new URL('failure-converter.ts', import.meta.url));

/**
 * What every Temporal client and worker of ours is given: arguments, results, signals, failures, summaries and details
 * leave the process encrypted. Workflow ids, search attributes, names and task queues do not: they may hold no personal
 * data. Without `encrypt` they leave in clear, and what is encrypted is still read.
 */
export function createDataConverter(
  keys: readonly [SecretsKey, ...SecretsKey[]],
  { encrypt = true }: { readonly encrypt?: boolean } = {},
): DataConverter {
  const cipher = createPayloadCipher(keys);
  return {
    failureConverterPath: FAILURE_CONVERTER_PATH,
    payloadCodecs: [
      {
        encode: async (payloads) => (encrypt ? payloads.map(cipher.encrypt) : payloads),
        decode: async (payloads) => payloads.map(cipher.decrypt),
      },
    ],
  };
}
