import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { OwnSessionsAnswer } from '../../../api/admin/own-sessions-operations.ts';
import type { RecoveryCodesAnswer, StartedAnswer } from '../../../api/admin/second-factor-operations.ts';
import { ask } from './ask.ts';

export type OwnSession = OwnSessionsAnswer['sessions'][number];

const SESSIONS = ['own-sessions'];
const FACTOR = '/session/second-factor';

/** Where one is logged in. */
export function useOwnSessions() {
  return useQuery({
    queryKey: SESSIONS,
    queryFn: async () => (await ask<OwnSessionsAnswer>('GET', '/sessions')).sessions,
  });
}

/** A change of one's own account, after which it is read anew: the session may be another one since. */
function useOwnChange<Given, Answer>(change: (given: Given) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['session'] });
      await queries.invalidateQueries({ queryKey: SESSIONS });
    },
  });
}

export const useEndSession = () => useOwnChange((id: string) => ask('DELETE', `/sessions/${id}`));
export const useEndOtherSessions = () => useOwnChange(() => ask('DELETE', '/sessions'));

export const useStartSecondFactor = () =>
  useOwnChange((password: string) => ask<StartedAnswer>('POST', FACTOR, { password }));
export const useConfirmSecondFactor = () =>
  useOwnChange((code: string) => ask<RecoveryCodesAnswer>('PUT', FACTOR, { code }));
export const useMakeRecoveryCodes = () =>
  useOwnChange((password: string) => ask<RecoveryCodesAnswer>('POST', `${FACTOR}/recovery-codes`, { password }));
export const useDropSecondFactor = () => useOwnChange((password: string) => ask('POST', `${FACTOR}/off`, { password }));
