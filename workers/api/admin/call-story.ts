import type { Client } from '@temporalio/client';
import type { CallStoryDeps } from '../../../api/admin/call-story.ts';
import type { Journal } from '../../../api/admin/calls/deps.ts';
import { callRowsOf } from '../../../api/admin/calls/told.ts';
import { writeAudit } from '../../../db/admin-audit.ts';
import { callStory } from '../../../db/call-story.ts';
import { repeatableCall } from '../../../db/repeats.ts';
import { requestsOfCall } from '../../../db/uon-requests.ts';
import { isAllowedHost } from '../../../domain/allowed-host.ts';
import { MOST_REQUESTS } from '../../../domain/logged-request.ts';
import { repeatStep } from '../../../intake/repeat-step.ts';
import { seldom } from '../../../platform/seldom.ts';
import { workflowPage } from '../../../platform/temporal-ui.ts';
import { callWorkflowId, recoveryWorkflowId } from '../../../workflows/names.ts';
import type { OpenProcess } from '../../open-process.ts';
import { TOLD_EVERY_MS } from '../background.ts';

/** Who clicks waits so long for the end; what takes longer goes on. */
const REPEAT_MS = 5_000;

/** What the routes of one call's story need. */
export function callStoryDeps(
  { config, log, pool, settings }: Pick<OpenProcess, 'config' | 'log' | 'pool' | 'settings'>,
  { client, journal }: { readonly client: Client; readonly journal: Journal },
): Pick<CallStoryDeps, 'callStory'> {
  const { uiUrl, namespace } = config.temporal;
  const onFailure = seldom(TOLD_EVERY_MS, (leftOut, err: unknown) =>
    log.warn({ err, leftOut }, 'a repeated step got no answer from its workflow'),
  );
  return {
    callStory: {
      row: async (enterprise, callId) => (await callRowsOf(journal, enterprise, [callId]))[0] ?? null,
      read: (enterprise, callId) => callStory(pool, enterprise, callId),
      requests: (enterprise, callId) => requestsOfCall(pool, enterprise, callId, MOST_REQUESTS + 1),
      pages: async (enterprise) => (await settings.load(enterprise))?.uon ?? null,
      recording: async (enterprise, callId) => {
        const url = await journal.recording(enterprise, callId);
        return url === null ? null : { url, can_play: isPlayable(url, config.recordingAllow) };
      },
      temporalPage: (enterprise, callId, recoveryId) => {
        const id =
          recoveryId === null ? callWorkflowId(enterprise, callId) : recoveryWorkflowId(enterprise, recoveryId);
        return uiUrl === undefined ? null : workflowPage(uiUrl, namespace, id);
      },
      toRepeat: (enterprise, callId) => repeatableCall(pool, enterprise, callId),
      repeat: (actor, input) => {
        const { enterprise: subject, callId: call, step } = input;
        const onTaken = () =>
          writeAudit(pool, { actor, action: 'call-step-repeated', subject, details: { call, step } });
        return repeatStep({ client, onFailure }, input, { withinMs: REPEAT_MS, onTaken });
      },
    },
  };
}

function isPlayable(url: string, hosts: readonly string[]): boolean {
  const address = URL.parse(url);
  return address !== null && isAllowedHost(address, hosts);
}
