import type { Client } from '@temporalio/client';
import { joinWorkflow, type Joined } from './joined-workflow.ts';

/** Something that a workflow tries for whoever waits for its answer. */
export type Trial<Input> = Omit<Joined<Input>, 'endsAfter' | 'onTaken'>;

export interface TrialDeps {
  readonly client: Client;
  /** Told of what is no answer: nobody works on it. */
  readonly onFailure: (error: unknown) => void;
}

/** Has a workflow try something, and waits for what it says; null where it says nothing in time. @throws TemporalAwayError */
export async function runTrial<Result, Input>(
  { client, onFailure }: TrialDeps,
  trial: Trial<Input>,
): Promise<Result | null> {
  const heard = await joinWorkflow<Result, Input>(client, { ...trial, endsAfter: '1 minute' });
  if (heard.kind === 'failed') onFailure(heard.error);
  return heard.kind === 'said' ? heard.result : null;
}
