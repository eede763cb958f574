import { randomBytes } from 'node:crypto';
import { Worker, type WorkerOptions } from '@temporalio/worker';
import { describe, expect, it } from 'vitest';
import type { CallActivities } from '../../activities/contract/calls.ts';
import type { CheckActivities, TelegramCheckActivities } from '../../activities/contract/checks.ts';
import type { ConnectionActivities } from '../../activities/contract/connection.ts';
import type { QuickActivities } from '../../activities/contract/greeting.ts';
import type { PbxActivities } from '../../activities/contract/pbx.ts';
import type { RecoveryActivities } from '../../activities/contract/recovery.ts';
import type { RepeatActivities } from '../../activities/contract/repeat.ts';
import type { TelegramActivities } from '../../activities/contract/telegram.ts';
import type { UonActivities } from '../../activities/contract/uon.ts';
import { createDataConverter } from '../../platform/data-converter.ts';
import { filesOf, SCENES } from '../../tools/histories/scenes.ts';
import { readHistory, storedHistories } from '../../tools/histories/store.ts';
import { workflowSource } from '../../workers/workflow-bundle.ts';

/** All that a workflow may have done; tsc knows when one is missing here. */
const ACTIVITIES: Readonly<
  Record<
    keyof (CallActivities &
      CheckActivities &
      ConnectionActivities &
      PbxActivities &
      QuickActivities &
      RecoveryActivities &
      RepeatActivities &
      TelegramActivities &
      TelegramCheckActivities &
      UonActivities),
    true
  >
> = {
  tellTelegram: true,
  tryBot: true,
  tryChat: true,
  tryMessage: true,
  loadTerms: true,
  termsNow: true,
  callerDetails: true,
  compareInbox: true,
  endWebhook: true,
  followClient: true,
  readClientCard: true,
  refreshDirectory: true,
  tellManager: true,
  placeCall: true,
  connectionNow: true,
  holdAccount: true,
  letAccountGo: true,
  noteWebhooks: true,
  giveAccountUp: true,
  endConnection: true,
  ourWebhooks: true,
  registerWebhook: true,
  removeWebhook: true,
  saveCall: true,
  askNumber: true,
  owePopup: true,
  noteCard: true,
  saveNames: true,
  greet: true,
  sendPopupNow: true,
  findClient: true,
  leadStatuses: true,
  leadsOfClient: true,
  listLeads: true,
  listRequests: true,
  listCalls: true,
  createClient: true,
  readClient: true,
  setClientManager: true,
  offerClientManager: true,
  nextNumbers: true,
  takeCalls: true,
  endCalls: true,
  endRecovery: true,
  readToRepeat: true,
  noteRepeat: true,
  createLead: true,
  setLeadStatus: true,
  setLeadManager: true,
  createCallRecord: true,
  addRecordLink: true,
  createReminder: true,
  sendPopup: true,
  sendMergedPopup: true,
  pingUon: true,
  tryKey: true,
  accountLimits: true,
  trialSearch: true,
  readListNow: true,
  testPopup: true,
};

/**
 * Histories that earlier code wrote, one of each branch, against the workflows of today: a change that would break calls
 * under way is red here, and needs `patched`.
 */
describe('the stored histories', () => {
  it('replay with the code of today', async () => {
    const names = storedHistories();
    expect(names.length).toBeGreaterThan(0);
    const options: Omit<WorkerOptions, 'taskQueue'> = {
      ...workflowSource(undefined),
      // As the workers have it. The histories are plain, as those of before there was a codec.
      dataConverter: createDataConverter([{ id: 'default', key: randomBytes(32) }]),
    };
    const histories = names.map((name) => ({ workflowId: name, history: readHistory(name) }));
    const broken: string[] = [];
    for await (const { workflowId, error } of Worker.runReplayHistories(options, histories)) {
      if (error) broken.push(`${workflowId}: ${error.message}`);
    }
    expect(broken).toEqual([]);
  }, 180_000);

  it('are there for every scene (npm run histories)', () => {
    expect(storedHistories()).toEqual(expect.arrayContaining(SCENES.flatMap(filesOf)));
  });

  it('hold every activity, a continuation as new and a call without a hangup', () => {
    const histories = storedHistories().map(readHistory);
    const events = histories.flatMap((history) => history.events ?? []);
    const ordinary = events.map((event) => event.activityTaskScheduledEventAttributes?.activityType?.name);
    // Local ones stand in markers, named in their details.
    const local = events.flatMap(({ markerRecordedEventAttributes: marker }) =>
      Object.values(marker?.details ?? {}).flatMap(({ payloads }) => payloads ?? []),
    );
    const texts = new Set(local.map(({ data }) => activityTypeIn(data)));
    const seen = new Set([...ordinary, ...texts]);
    expect(Object.keys(ACTIVITIES).filter((name) => !seen.has(name))).toEqual([]);
    expect(events.some((event) => event.workflowExecutionContinuedAsNewEventAttributes)).toBe(true);
  });
});

function activityTypeIn(data: Uint8Array | null | undefined): string | undefined {
  return /"activity_type":"(\w+)"/.exec(Buffer.from(data ?? []).toString())?.[1];
}
