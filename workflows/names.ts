/** Names that live in histories and in other processes: rename with care. */
export const TASK_QUEUE = { calls: 'calls', uon: 'uon' } as const;
export const WORKFLOW = {
  call: 'call',
  number: 'number',
  makeCard: 'makeCard',
  clientSync: 'clientSync',
  originate: 'originate',
  directories: 'directories',
  connectUon: 'connectUon',
  lookup: 'lookup',
  notifyIncoming: 'notifyIncoming',
  managerPopups: 'managerPopups',
  recovery: 'recovery',
  repeatStep: 'repeatStep',
  checkUon: 'checkUon',
  readLists: 'readLists',
  testPopup: 'testPopup',
  telegramChat: 'telegramChat',
  checkTelegram: 'checkTelegram',
} as const;
export const SIGNAL = {
  pbxEvents: 'pbxEvents',
  retractEvent: 'retractEvent',
  ask: 'ask',
  clientAnswer: 'clientAnswer',
  leadAnswer: 'leadAnswer',
  popupOwed: 'popupOwed',
  popupEnded: 'popupEnded',
  cardAnswer: 'cardAnswer',
  clientNews: 'clientNews',
  refresh: 'refresh',
  settingsChanged: 'settingsChanged',
  telegramNews: 'telegramNews',
} as const;

export const UPDATE = { lookUp: 'lookUp' } as const;

/**
 * A worker that dies in the middle of local activities costs a call this long. With 2 s and with 4 s tasks timed out on a
 * machine that other work kept busy, and as each repeat made it busier, calls stood still (60 calls at once, load 14).
 */
export const WORKFLOW_TASK_TIMEOUT = '10s';

/** Search attributes of the workflow `call`; none holds personal data. */
export const SEARCH_ATTRIBUTE = {
  enterprise: 'UonEnterprise',
  direction: 'UonDirection',
  state: 'UonCallState',
  answered: 'UonAnswered',
} as const;

/** The id of a call's only workflow run. */
export function callWorkflowId(enterprise: string, callId: string): string {
  return `call:${enterprise}:${callId}`;
}

/** The id of the workflow that alone creates client and lead for a number, which it names by its keyed hash. */
export function numberWorkflowId(enterprise: string, phoneHash: string): string {
  return `number:${enterprise}:${phoneHash}`;
}

/** The id of the workflow that has the client of a number made for a manager who waits; the number by its keyed hash. */
export function cardWorkflowId(enterprise: string, phoneHash: string): string {
  return `card:${enterprise}:${phoneHash}`;
}

/** The id of the workflow that keeps our customers in step with a client of U-ON. */
export function clientSyncWorkflowId(enterprise: string, clientId: string): string {
  return `client:${enterprise}:${clientId}`;
}

/** The id of the workflow that places the call of one click. */
export function originateWorkflowId(enterprise: string, webhookId: number): string {
  return `originate:${enterprise}:${webhookId}`;
}

/** The id of the workflow that reads the lists of an enterprise's account anew. */
export function directoriesWorkflowId(enterprise: string): string {
  return `directories:${enterprise}`;
}

/** The id of the workflow that keeps an enterprise connected to its U-ON account. */
export function connectWorkflowId(enterprise: string): string {
  return `connect:${enterprise}`;
}

/** The id of the workflow that looks a number up in U-ON for whoever asks, by its keyed hash. */
export function lookupWorkflowId(enterprise: string, phoneHash: string): string {
  return `lookup:${enterprise}:${phoneHash}`;
}

/** The id of the workflow that sends the popups of a call that another service told of, by the keyed hash of what it said. */
export function noticeWorkflowId(enterprise: string, noticeHash: string): string {
  return `notice:${enterprise}:${noticeHash}`;
}

/** The id of the workflow that tells a manager of several calls at once. */
export function managerPopupsWorkflowId(enterprise: string, managerId: string): string {
  return `popups:${enterprise}:${managerId}`;
}

/** The id of the workflow that recovers finished calls which were sent together. */
export function recoveryWorkflowId(enterprise: string, recoveryId: string): string {
  return `recovery:${enterprise}:${recoveryId}`;
}

/** The id of the workflow that does a step of a closed call anew: one at a time. */
export function repeatWorkflowId(enterprise: string, callId: string, step: string): string {
  return `repeat:${enterprise}:${callId}:${step}`;
}

/** The id of a workflow that tries what an administrator wants tried: by `kind`, and one that no other has. */
export function trialWorkflowId(
  kind: 'check' | 'test-popup' | 'check-telegram',
  enterprise: string,
  id: string,
): string {
  return `${kind}:${enterprise}:${id}`;
}

/** The id of the workflow that reads the lists of an enterprise's account for whoever waits for them. */
export function listsWorkflowId(enterprise: string): string {
  return `lists:${enterprise}`;
}

/** The id of the workflow that tells an enterprise's calls in its chat in Telegram, and how it is told of news. */
export function telegramNewsFor(enterprise: string, isUrgent: boolean) {
  return {
    workflowId: `telegram:${enterprise}`,
    taskQueue: TASK_QUEUE.calls,
    args: [{ enterprise }] as [{ enterprise: string }],
    signal: SIGNAL.telegramNews,
    signalArgs: [isUrgent],
    staticSummary: `Сообщения в Telegram · ${enterprise}`,
    // Behind calls, before recoveries.
    priority: { priorityKey: 4 },
  };
}

export interface CallInput {
  readonly enterprise: string;
  readonly callId: string;
}

/** Which step of which call is to be done anew. */
export interface RepeatInput extends CallInput {
  /** Its name in the journal. */
  readonly step: string;
}

/** What a call leaves behind. */
export interface CallResult {
  /** Inbox ids of the events that it was told of before it closed. */
  readonly heard: readonly number[];
}
