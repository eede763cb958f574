import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import { createPayloadCipher } from '../../platform/payload-codec.ts';
import { readSecretsKeys } from '../../platform/secrets-key.ts';
import { SECRETS_KEY, type System } from '../../tests/support/open-system.ts';
import { waitFor } from '../../tests/support/wait-for.ts';
import { callWorkflowId } from '../../workflows/names.ts';
import type { Scene } from './scene.ts';
import { linesOf, openStage, type Stage } from './stage.ts';
import { makePayloadsPlain } from '../plain-payloads.ts';
import { writeHistory, type History } from './store.ts';
import { takePathsOut } from './without-paths.ts';

/** What the processes of the recording encrypt with. */
export const RECORDING_KEYS = keysOf(SECRETS_KEY);

/** Plays a scene and keeps its histories. @throws when it did not show what it is for; then nothing is kept */
export async function record(scene: Scene, system: System, temporal: Client): Promise<void> {
  const stage = await openStage(system, temporal, scene);
  await scene.play(stage);
  const callId = scene.callId ?? stage.callId;
  const lines = linesOf(await system.journal(stage.enterprise, callId));
  const missing = scene.shows.filter((line) => !lines.includes(line));
  if (missing.length > 0) {
    throw new Error(`${scene.name ?? scene.number} lacks ${missing.join(', ')}; its journal:\n  ${lines.join('\n  ')}`);
  }
  if (scene.name) {
    const handle = temporal.workflow.getHandle(callWorkflowId(stage.enterprise.number, callId));
    await handle.result();
    keep(scene.name, await handle.fetchHistory());
  }
  if (scene.number) await recordOther(stage, 'number', scene.number);
  for (const [kind, file] of Object.entries(scene.others ?? {})) await recordOther(stage, kind, file);
}

/** A number's workflow is open still; that of a scene that made it continue as new has run twice. */
async function recordOther({ temporal, enterprise }: Stage, kind: string, name: string): Promise<void> {
  const query = `WorkflowId STARTS_WITH "${kind}:${enterprise.number}"`;
  const runs = await waitFor(`the workflow ${kind}`, async () => {
    const found: WorkflowExecutionInfo[] = [];
    for await (const run of temporal.workflow.list({ query })) found.push(run);
    return found.length > 0 && found.toSorted((a, b) => a.startTime.getTime() - b.startTime.getTime());
  });
  for (const [index, { workflowId, runId }] of runs.entries()) {
    const history = await temporal.workflow.getHandle(workflowId, runId).fetchHistory();
    keep(index === 0 ? name : `${name}-${index + 1}`, history);
  }
}

/** In clear: the tests have not got the key. What is recorded here is made up. */
function keep(name: string, history: History): void {
  makePayloadsPlain(history, createPayloadCipher(RECORDING_KEYS).decrypt);
  takePathsOut(history);
  writeHistory(name, history);
}

function keysOf(text: string) {
  const keys = readSecretsKeys(text);
  if (!keys) throw new Error('The key of the recording can not be read');
  return keys;
}
