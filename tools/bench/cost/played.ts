export interface Played {
  readonly perSecond: number;
  readonly workflowIds: readonly string[];
}

/** Begins all at once and waits for the end of all. */
export async function callsASecond(
  workflowIds: readonly string[],
  play: (id: string, index: number) => Promise<void>,
): Promise<Played> {
  const from = performance.now();
  await Promise.all(workflowIds.map(play));
  const perSecond = workflowIds.length / ((performance.now() - from) / 1_000);
  return { perSecond, workflowIds };
}
