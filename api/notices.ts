import { Router, type RequestHandler } from 'express';
import { z } from 'zod';
import { readPhone } from '../domain/phone.ts';
import type { Notice } from '../domain/notice.ts';
import { accountOf, askedEnterprise, type LoadEnterprise } from './asked-enterprise.ts';
import { enterpriseField, INPUT_LIMIT_BYTES, jsonBody, phoneField, readInput } from './input.ts';
import { serve, type Operation } from './openapi/operation.ts';

export interface NoticesDeps {
  readonly authenticate: RequestHandler;
  readonly load: LoadEnterprise;
  /** Has the managers told; under way once it returns. */
  readonly start: (enterprise: string, notice: Notice, receivedAtMs: number) => Promise<void>;
}

const extension = z
  .union([z.string().meta({ pattern: '^[A-Za-z0-9_*#+.-]{1,32}$' }), z.number().transform(String)])
  .transform((text) => text.trim())
  .refine((text) => /^[\w*#+.-]{1,32}$/.test(text), { error: 'must be an extension such as "151"' });

export const notifyIncomingBody = z.object({
  enterprise: enterpriseField,
  phone: phoneField.meta({ description: 'Empty, or `anonymous`, for one who hides the number' }),
  extensions: z
    .array(extension, { error: 'must be a list of extensions such as ["150","151"]' })
    .min(1, { error: 'must name an extension at least' })
    .max(100, { error: 'must name 100 extensions at most' })
    .transform((list) => [...new Set(list)])
    .meta({ description: 'Those that are rung' }),
  line: z
    .union([z.string().max(200), z.number().transform(String), z.null().transform(() => '')], { error: 'must be text' })
    .refine((text) => !/\p{Cc}/u.test(text) && text.isWellFormed(), { error: 'must not hold control characters' })
    .default('')
    .meta({ description: 'A trunk of the enterprise’s `lines`, or what the line is called' }),
});

export const notifyIncomingAnswer = z.object({ accepted: z.literal(true) });

const notifyIncoming: Operation = {
  ...{ method: 'post', path: '/internal/uon/notify-incoming', id: 'notifyIncoming', tag: 'Internal' },
  summary: 'Shows the popup of a call, and does nothing else',
  access: 'service-token',
  body: {
    schema: notifyIncomingBody,
    limitBytes: INPUT_LIMIT_BYTES,
    examples: {
      'a call': { enterprise: '0367', phone: '+375291112233', extensions: ['150', '151'], line: '0001363' },
    },
  },
  answers: {
    202: {
      description: 'It is under way; again within seconds, it is one',
      schema: notifyIncomingAnswer,
      example: { accepted: true },
    },
  },
  problems: {
    404: 'There is no such enterprise',
    409: 'U-ON is switched off for the enterprise, or has no key',
    422: 'Fields are wrong or missing; `errors` names each',
  },
};

export const noticesOperations = [notifyIncoming];

/** `POST /internal/uon/notify-incoming`: the popup of a call alone. 202 once it is under way; again within seconds, it is one. */
export function noticesRouter({ authenticate, load, start }: NoticesDeps): Router {
  const router = Router();
  serve(router, notifyIncoming, authenticate, jsonBody, async (request, response) => {
    const receivedAtMs = Date.now();
    const { enterprise, phone, extensions, line } = readInput(notifyIncomingBody, request);
    const asked = await askedEnterprise(load, response, enterprise);
    accountOf(asked);
    const read = readPhone(phone, asked.enterprise.country);
    const caller = read.kind === 'number' ? read.e164 : phone;
    await start(enterprise, { phone: caller, extensions, line: line.trim() }, receivedAtMs);
    const answer: z.output<typeof notifyIncomingAnswer> = { accepted: true };
    response.status(202).json(answer);
  });
  return router;
}
