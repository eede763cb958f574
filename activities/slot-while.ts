import type { CallOptions } from '../uon/access.ts';
import { slotWithin, type UonDeps } from './uon-request.ts';

/** How often it is asked, while a popup waits for its slot, whether it is still wanted. */
const POLL_MS = 200;

/** Options that give up waiting for a slot after so long, or once `isOver`: so no popup comes after a hangup. */
export function slotWhile(
  { log }: Pick<UonDeps, 'log'>,
  ms: number,
  options: CallOptions,
  isOver: () => Promise<boolean>,
): { readonly options: CallOptions; dispose(): void } {
  const over = new AbortController();
  const look = async () => {
    if (await isOver()) over.abort();
  };
  const poll = setInterval(() => {
    look().catch((error: unknown) => {
      log.warn({ err: error, callId: options.about?.callId }, 'could not look for a hangup');
    });
  }, POLL_MS);
  const signal = options.signal ? AbortSignal.any([options.signal, over.signal]) : over.signal;
  const onSend = () => {
    clearInterval(poll);
    options.onSend?.();
  };
  const slot = slotWithin(ms, { ...options, signal, onSend });
  return {
    options: slot.options,
    dispose: () => {
      clearInterval(poll);
      slot.dispose();
    },
  };
}
