import type { UonActivities } from './contract/uon.ts';
import { addRecordLink, createCallRecord } from './call-record.ts';
import { listCalls, listLeads, listRequests } from './client-lists.ts';
import { createClient } from './create-client.ts';
import { offerClientManager, readClient, setClientManager } from './client-manager.ts';
import { findClient } from './find-client.ts';
import { readClientCard } from './client-card.ts';
import { leadStatuses, refreshDirectory } from './directories.ts';
import { changeLead, createLead } from './leads.ts';
import { createReminder } from './reminder.ts';
import { sendMergedPopup } from './send-merged-popup.ts';
import { sendPopup } from './send-popup.ts';
import { tellManager } from './tell-manager.ts';
import { withUon, type UonDeps } from './uon-request.ts';

/** The activities of the queue `uon`: one request to U-ON each (and the reads before a repeat). */
export function createUonActivities(deps: UonDeps): UonActivities {
  return {
    findClient: (ask, phoneE164, how) => withUon(deps, ask, (turn) => findClient(deps, ask, turn, phoneE164, how)),
    leadStatuses: (ask) => withUon(deps, ask, (turn) => leadStatuses(deps, turn)),
    leadsOfClient: (ask, clientId) =>
      withUon(deps, ask, ({ access, options }) => deps.uon.leadsOfClient(access, clientId, options)),
    listLeads: (ask, clientId, how) => withUon(deps, ask, (turn) => listLeads(deps, turn, clientId, how)),
    listRequests: (ask, clientId, how) => withUon(deps, ask, (turn) => listRequests(deps, turn, clientId, how)),
    listCalls: (ask, clientId, how) => withUon(deps, ask, (turn) => listCalls(deps, turn, clientId, how)),
    createClient: (ask, phoneE164, direction) =>
      withUon(deps, ask, (turn) => createClient(deps, ask, turn, phoneE164, direction)),
    readClient: (ask, phoneE164, clientId) => withUon(deps, ask, (turn) => readClient(deps, turn, phoneE164, clientId)),
    readClientCard: (ask, clientId) => withUon(deps, ask, (turn) => readClientCard(deps, turn, clientId)),
    refreshDirectory: (ask, kind) => withUon(deps, ask, (turn) => refreshDirectory(deps, turn, kind)),
    tellManager: (ask, managerId, html) => withUon(deps, ask, (turn) => tellManager(deps, turn, managerId, html)),
    setClientManager: (ask, phoneE164, clientId, managerId) =>
      withUon(deps, ask, (turn) => setClientManager(deps, turn, { phoneE164, clientId, managerId })),
    offerClientManager: (ask, phoneE164, clientId, managerId) =>
      withUon(deps, ask, (turn) => offerClientManager(deps, turn, { phoneE164, clientId, managerId })),
    createLead: (ask, order) => withUon(deps, ask, (turn) => createLead(deps, ask, turn, order)),
    setLeadStatus: (ask, leadId, statusId) =>
      withUon(deps, ask, (turn) => changeLead(deps, turn, leadId, { statusId })),
    setLeadManager: (ask, leadId, managerId) =>
      withUon(deps, ask, (turn) => changeLead(deps, turn, leadId, { managerId })),
    createCallRecord: (ask, order, clientId = null) =>
      withUon(deps, ask, (turn) => createCallRecord(deps, ask, turn, order, clientId)),
    addRecordLink: (ask, to, recordUrl) => withUon(deps, ask, (turn) => addRecordLink(deps, ask, turn, to, recordUrl)),
    createReminder: (ask, order) => withUon(deps, ask, (turn) => createReminder(deps, ask, turn, order)),
    sendPopup: (ask, popup) => withUon(deps, ask, (turn) => sendPopup(deps, ask, turn, popup)),
    sendMergedPopup: (order) => {
      const { enterprise, popups } = order;
      const ask = { enterprise, callId: popups.at(-1)?.callId ?? '', class: 'live' } as const;
      return withUon(deps, ask, (turn) => sendMergedPopup(deps, turn, order));
    },
  };
}
