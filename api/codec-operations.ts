import { z } from 'zod';
import type { Operation } from './openapi/operation.ts';

/** A page of a history: Temporal lets a payload have 2 MB, and base64 makes it a third more. */
export const CODEC_LIMIT_BYTES = 16 * 1_024 * 1_024;

const base64 = z.base64();
const bytes = base64.transform((text) => Buffer.from(text, 'base64'));
/** Payloads in Temporal's JSON form. */
export const codecBody = z.object({
  payloads: z.array(z.object({ metadata: z.record(z.string(), bytes).optional(), data: bytes.optional() })),
});
const decoded = z.object({
  payloads: z.array(z.object({ metadata: z.record(z.string(), base64), data: base64.optional() })),
});

export type Decoded = z.output<typeof decoded>;

const example = { payloads: [{ metadata: { encoding: 'anNvbi9wbGFpbg==' }, data: 'IjE1MSI=' }] };
const decoding = {
  method: 'post',
  tag: 'Operation',
  summary: 'Decrypts payloads of Temporal’s histories',
  body: { schema: codecBody, limitBytes: CODEC_LIMIT_BYTES, examples: { 'one payload': example } },
  answers: { 200: { description: 'The payloads in clear, in their order', schema: decoded, example } },
  problems: {
    403: 'A page from elsewhere than `TEMPORAL_UI_URL` asks, or a service token that was not made for all enterprises',
    422: 'A payload was changed, or its key is not in `SECRETS_KEY`',
  },
} as const;

export const decodeByToken: Operation = {
  ...decoding,
  path: '/codec/decode',
  id: 'decodeByToken',
  access: 'service-token',
};

export const decodeBySession: Operation = {
  ...decoding,
  path: '/codec/session/decode',
  id: 'decodeBySession',
  access: 'session',
  problems: {
    ...decoding.problems,
    403: 'A page from elsewhere than `TEMPORAL_UI_URL` asks, or who is logged in is no owner',
  },
};

const token = z.string().meta({ description: 'Made from `SERVICE_TOKEN`: docs/security.md says how' });

export const decodeByAddress: Operation = {
  ...decoding,
  path: '/codec/{token}/decode',
  id: 'decodeByAddress',
  access: 'codec-token',
  params: z.object({ token }),
};

export const codecOperations = [decodeByToken, decodeBySession, decodeByAddress];
