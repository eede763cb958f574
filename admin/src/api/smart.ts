import { useMutation } from '@tanstack/react-query';
import type { SmartTryAnswer } from '../../../api/admin/smart/operations.ts';
import { ask } from './ask.ts';
import type { Settings } from './enterprise.ts';

export type { SmartTryAnswer };

interface Tried {
  readonly phone: string;
  /** Whether it is stored or not. */
  readonly settings: Settings['integrations_config']['smart'];
}

/** What a PBX would be told of a caller by these settings. 422: something of them, or the phone, is wrong. */
export function useSmartTry(number: string) {
  return useMutation({
    mutationFn: (body: Tried) =>
      ask<SmartTryAnswer>('POST', `/enterprises/${encodeURIComponent(number)}/smart/try`, body),
  });
}
