import { z } from 'zod';
import type { Operation } from '../openapi/operation.ts';

const of = { tag: 'Administration', access: 'session', path: '/api/admin/sessions' } as const;

export const ownSessionsAnswer = z.object({
  sessions: z.array(
    z.object({
      id: z.string(),
      since: z.iso.datetime(),
      until: z.iso.datetime(),
      browser: z.string().meta({ description: '“Firefox, Linux”; empty where the browser did not say' }),
      is_this: z.boolean().meta({ description: 'The one that asks' }),
    }),
  ),
});
export type OwnSessionsAnswer = z.output<typeof ownSessionsAnswer>;

export const listOwnSessions: Operation = {
  ...{ ...of, method: 'get', id: 'listOwnSessions', summary: 'Where one is logged in' },
  answers: { 200: { description: 'The newest first', schema: ownSessionsAnswer } },
};

export const endOtherSessions: Operation = {
  ...{ ...of, method: 'delete', id: 'endOtherSessions', summary: 'Ends one’s sessions but the one that asks' },
  answers: { 204: { description: 'They let nobody in any more' } },
};

export const endOwnSession: Operation = {
  ...{ ...of, path: '/api/admin/sessions/{session}', method: 'delete', id: 'endOwnSession' },
  summary: 'Ends one of one’s own sessions',
  params: z.object({ session: z.string().meta({ description: 'Its id' }) }),
  answers: { 204: { description: 'It lets nobody in any more' } },
  problems: { 404: 'There is no such session of yours' },
};

export const ownSessionsOperations = [endOwnSession, listOwnSessions, endOtherSessions];
