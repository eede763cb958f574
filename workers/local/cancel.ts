/** Settles as `work` does, unless `cancel` comes first: then with its reason. The work itself goes on. */
export async function untilCancelled<T>(work: Promise<T>, cancel: AbortSignal | undefined): Promise<T> {
  if (!cancel) return work;
  const { promise: cancelled, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(cancel.reason instanceof Error ? cancel.reason : new Error('Cancelled'));
  if (cancel.aborted) onAbort();
  cancel.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work, cancelled]);
  } finally {
    cancel.removeEventListener('abort', onAbort);
    cancelled.catch(() => undefined);
    work.catch(() => undefined);
  }
}
