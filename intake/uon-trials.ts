import { randomUUID } from 'node:crypto';
import type { CheckSteps, TestedPopup } from '../domain/uon-check.ts';
import type { CheckUonInput } from '../workflows/check-uon.ts';
import { listsWorkflowId, trialWorkflowId, WORKFLOW } from '../workflows/names.ts';
import type { ReadLists, ReadListsInput } from '../workflows/read-lists.ts';
import type { TestPopupInput } from '../workflows/test-popup.ts';
import { runTrial, type TrialDeps } from './run-trial.ts';

/** What an administrator has tried in U-ON. Each answers null where no worker came to it. @throws TemporalAwayError */
export interface UonTrials {
  check(enterprise: string, phoneE164: string | null): Promise<CheckSteps | null>;
  /** Who asks while it is done shares the answer. */
  readLists(enterprise: string): Promise<ReadLists | null>;
  testPopup(enterprise: string, managerId: string): Promise<TestedPopup | null>;
}

/** Somewhat longer than the workflows take. */
const CHECK_MS = 14_000;
const SHORT_MS = 9_500;

export function createUonTrials(deps: TrialDeps): UonTrials {
  return {
    check: (enterprise, phoneE164) =>
      runTrial<CheckSteps, CheckUonInput>(deps, {
        type: WORKFLOW.checkUon,
        workflowId: trialWorkflowId('check', enterprise, randomUUID()),
        input: { enterprise, phoneE164 },
        summary: `Проверка U-ON · ${enterprise}`,
        withinMs: CHECK_MS,
      }),
    readLists: (enterprise) =>
      runTrial<ReadLists, ReadListsInput>(deps, {
        type: WORKFLOW.readLists,
        workflowId: listsWorkflowId(enterprise),
        input: { enterprise },
        summary: `Списки U-ON · ${enterprise}`,
        withinMs: SHORT_MS,
      }),
    testPopup: (enterprise, managerId) =>
      runTrial<TestedPopup, TestPopupInput>(deps, {
        type: WORKFLOW.testPopup,
        workflowId: trialWorkflowId('test-popup', enterprise, randomUUID()),
        input: { enterprise, managerId },
        summary: `Проверка уведомления · ${enterprise}`,
        withinMs: SHORT_MS,
      }),
  };
}
