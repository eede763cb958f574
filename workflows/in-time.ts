import { condition } from '@temporalio/workflow';

/**
 * What a promise gives, if it does before `untilMs` (epoch) and while it is not `isOver`; else undefined, as where it fails: whoever
 * waits for it to its end tells of that.
 */
export async function inTime<T>(
  promise: Promise<T>,
  untilMs: number,
  isOver: () => boolean = () => false,
): Promise<T | undefined> {
  const ended: { value?: T; isEnded: boolean } = { isEnded: false };
  const end = (value?: T): void => void Object.assign(ended, { isEnded: true, ...(value !== undefined && { value }) });
  void promise.then(end).catch(() => end());
  await condition(() => ended.isEnded || isOver(), Math.max(1, untilMs - Date.now()));
  return ended.value;
}
