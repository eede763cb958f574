import { untilCancelled } from '../local/cancel.ts';
import type { Progress } from '../local/progress.ts';
import { workflowPage } from '../../platform/temporal-ui.ts';
import { callWorkflowId } from '../../workflows/names.ts';
import { DEMO_ENTERPRISE, inventDemoCall, playDemoCall } from './demo-call.ts';
import { fetchEndedCall, timelineLines } from './timeline.ts';
import { receivedAfter, requestLines } from './uon-changes.ts';

export interface DemoOptions {
  apiUrl: string;
  serviceToken: string;
  uonUrl: string;
  temporalUiUrl: string | undefined;
  namespace: string;
  progress: Progress;
  cancel: AbortSignal;
}

/** Plays a call of an unknown number and shows what came of it: its timeline, its workflow, U-ON's changes. */
export async function runDemo(options: DemoOptions): Promise<void> {
  const { apiUrl, uonUrl, serviceToken, progress, cancel } = options;
  const before = await receivedAfter(uonUrl, 0);
  if (!before) return progress.say(`No demo call: ${uonUrl} is no U-ON simulator, and a call would change it.`);

  const call = inventDemoCall(Date.now());
  const title = `Demo call: +${call.phone} rings 151 and 152 of enterprise ${DEMO_ENTERPRISE}, 151 answers`;
  const problem = await progress.step(title, (note) => playDemoCall(call, apiUrl, note, cancel));
  if (problem !== undefined) return progress.say(`! The demo call was not played: ${problem}`);
  const url = `${apiUrl}/internal/calls/${DEMO_ENTERPRISE}/${encodeURIComponent(call.uniqueId)}`;
  const answer = await progress.step('Its effects', () =>
    untilCancelled(fetchEndedCall(url, serviceToken, 20_000), cancel),
  );
  const received = await receivedAfter(uonUrl, before.at(-1)?.seq ?? 0);
  progress.say(
    [
      '',
      `Timeline of the call (GET ${url}):`,
      ...timelineLines(answer),
      ...workflowLink(options, call.uniqueId),
      'What U-ON received (* changes something):',
      ...requestLines(received ?? []),
    ].join('\n'),
  );
}

function workflowLink({ temporalUiUrl, namespace }: DemoOptions, callId: string): string[] {
  if (temporalUiUrl === undefined) return [];
  const page = workflowPage(temporalUiUrl, namespace, callWorkflowId(DEMO_ENTERPRISE, callId));
  return ['Its workflow in the Temporal Web UI:', `  ${page}`];
}
