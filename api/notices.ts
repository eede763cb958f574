import { Router, type RequestHandler } from 'express';
import { z } from 'zod';
import { readPhone } from '../domain/phone.ts';
import type { Notice } from '../domain/notice.ts';
import { accountOf, askedEnterprise, type LoadEnterprise } from './asked-enterprise.ts';
import { enterpriseField, jsonBody, phoneField, readInput } from './input.ts';

export interface NoticesDeps {
  readonly authenticate: RequestHandler;
  readonly load: LoadEnterprise;
  /** Has the managers told; under way once it returns. */
  readonly start: (enterprise: string, notice: Notice, receivedAtMs: number) => Promise<void>;
}

const extension = z
  .union([z.string(), z.number().transform(String)])
  .transform((text) => text.trim())
  .refine((text) => /^[\w*#+.-]{1,32}$/.test(text), { error: 'must be an extension such as "151"' });

export const notifyIncomingBody = z.object({
  enterprise: enterpriseField,
  /** Empty, or `anonymous`, for one who hides the number. */
  phone: phoneField,
  /** Those that are rung. */
  extensions: z
    .array(extension, { error: 'must be a list of extensions such as ["150","151"]' })
    .min(1, { error: 'must name an extension at least' })
    .max(100, { error: 'must name 100 extensions at most' })
    .transform((list) => [...new Set(list)]),
  /** A trunk of the enterprise's `lines`, or what the line is called. */
  line: z
    .union([z.string().max(200), z.number().transform(String), z.null().transform(() => '')], { error: 'must be text' })
    .refine((text) => !/\p{Cc}/u.test(text) && text.isWellFormed(), { error: 'must not hold control characters' })
    .default(''),
});

export const notifyIncomingAnswer = z.object({ accepted: z.literal(true) });

/** `POST /internal/uon/notify-incoming`: the popup of a call alone. 202 once it is under way; again within seconds, it is one. */
export function noticesRouter({ authenticate, load, start }: NoticesDeps): Router {
  const router = Router();
  router.post('/internal/uon/notify-incoming', authenticate, jsonBody, async (request, response) => {
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
