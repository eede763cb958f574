import { z } from 'zod';
import { INPUT_LIMIT_BYTES } from '../input.ts';
import type { Operation } from '../openapi/operation.ts';
import { PASSWORD_MAX } from './user-answers.ts';

const PATH = '/api/admin/session/second-factor';
const of = { tag: 'Administration', access: 'session', path: PATH } as const;
const GUESSED = 'Too many wrong passwords or codes; `Retry-After` says when to go on';
const WRONG_PASSWORD = 'The password is wrong';

export const ownPasswordBody = z.object({
  password: z.string().min(1).max(PASSWORD_MAX).meta({ description: 'One’s own' }),
});
const password = {
  schema: ownPasswordBody,
  limitBytes: INPUT_LIMIT_BYTES,
  examples: { 'one’s own': { password: 'четыре слова подряд никто' } },
};

export const startedAnswer = z.object({
  uri: z.string().meta({ description: '`otpauth://…`: what the QR code says to an app' }),
  secret: z.string().meta({ description: 'The same as people type it into an app: Base32' }),
});
export type StartedAnswer = z.output<typeof startedAnswer>;

export const recoveryCodesAnswer = z.object({
  recovery_codes: z.array(z.string()).meta({ description: 'Each lets in once in place of the app; not shown again' }),
});
export type RecoveryCodesAnswer = z.output<typeof recoveryCodesAnswer>;

export const startSecondFactor: Operation = {
  ...{ ...of, method: 'post', id: 'startSecondFactor' },
  summary: 'A secret for an app that shows codes (TOTP, RFC 6238); it counts once it is confirmed',
  body: password,
  answers: { 200: { description: 'The secret, which is not shown again', schema: startedAnswer } },
  problems: { 409: 'It is on already: switch it off before', 422: WRONG_PASSWORD, 429: GUESSED },
};

export const appCodeBody = z.object({
  code: z
    .string()
    .transform((text) => text.replace(/\s/g, ''))
    .pipe(z.string().regex(/^\d{6}$/, { error: 'must be six digits' }))
    .meta({ description: 'Six digits of the app', examples: ['012345'] }),
});

export const confirmSecondFactor: Operation = {
  ...{ ...of, method: 'put', id: 'confirmSecondFactor' },
  summary: 'Switches the second factor on, by a code of the app; the session goes on under another cookie',
  body: { schema: appCodeBody, limitBytes: INPUT_LIMIT_BYTES, examples: { 'of the app': { code: '012345' } } },
  answers: { 200: { description: 'From the next log-in on a code is asked for', schema: recoveryCodesAnswer } },
  problems: { 409: 'None was started', 422: 'The code is wrong, or was used', 429: GUESSED },
};

export const makeRecoveryCodes: Operation = {
  ...{ ...of, path: `${PATH}/recovery-codes`, method: 'post', id: 'makeRecoveryCodes' },
  summary: 'Other recovery codes; those before end',
  body: password,
  answers: { 200: { description: 'The codes', schema: recoveryCodesAnswer } },
  problems: { 409: 'There is no second factor', 422: WRONG_PASSWORD, 429: GUESSED },
};

export const dropSecondFactor: Operation = {
  ...{ ...of, path: `${PATH}/off`, method: 'post', id: 'dropSecondFactor' },
  summary: 'Switches the second factor off; the session goes on under another cookie',
  body: password,
  answers: { 204: { description: 'The password alone lets in; so it was before, where there was none' } },
  problems: { 422: WRONG_PASSWORD, 429: GUESSED },
};

export const secondFactorOperations = [startSecondFactor, confirmSecondFactor, makeRecoveryCodes, dropSecondFactor];
