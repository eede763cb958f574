import { workflowInfo } from '@temporalio/workflow';
import { actionsFor } from '../../domain/call-terms.ts';
import { canMatter, decideLead } from '../../domain/lead-policy.ts';
import { askUntilAnswered } from '../ask-number.ts';
import type { CallPage } from './call-page.ts';
import { readLeads } from './questions.ts';
import { askOf, uonOf, type Story } from './story.ts';

/** Client and lead by the table of actions, as each call would have made them at its dial. */
export async function makeWhatIsMissing(story: Story): Promise<void> {
  const { batch, caller } = story;
  for (const page of story.pages) {
    if (caller.isUnclear || caller.hasGivenUp) return;
    const { clientId } = caller;
    if (clientId === null) await makeClient(story, page);
    else await batch.inClientTurn(clientId, () => actOnClient(story, page, clientId));
  }
}

async function makeClient(story: Story, page: CallPage): Promise<void> {
  if (!actionsFor(story.terms, page.side).create_client_on_call) {
    return page.note('user/create', 'skipped', 'create_client_on_call is off');
  }
  await create(story, page, 'user/create, lead/create');
}

async function actOnClient(story: Story, page: CallPage, clientId: string): Promise<void> {
  const actions = actionsFor(story.terms, page.side);
  if (!canMatter(actions)) return page.note('lead/create', 'skipped', 'create_lead is never');
  const leads = await readLeads(story, page, clientId);
  if (!leads) return;
  const decision = decideLead(leads, actions);
  switch (decision.kind) {
    case 'none':
      return page.note('lead/create', 'skipped', decision.why);
    case 'set-status':
      return setStatus(story, page, decision);
    case 'create':
      await create(story, page, 'lead/create');
  }
}

/** Once for all calls of the number. */
async function setStatus(story: Story, page: CallPage, { leadId, statusId }: Order): Promise<void> {
  const { caller } = story;
  caller.leadId = leadId;
  const order = `${leadId} ${statusId}`;
  if (caller.statusSet.has(order)) return;
  caller.statusSet.add(order);
  const options = { summary: 'request/update: status' };
  await page.attempt('request/update: status', () =>
    uonOf(story).setLeadStatus.executeWithOptions(options, [askOf(story, page), leadId, statusId]),
  );
}

interface Order {
  readonly leadId: string;
  readonly statusId: string;
}

/** Has the number's one creator make what is missing: live calls of the number ask it too. */
async function create(story: Story, page: CallPage, name: string): Promise<void> {
  const { batch, caller } = story;
  const { callId } = page.call;
  const end = page.begin(name);
  const question = {
    ...{ callId, asker: workflowInfo().workflowId, phoneE164: page.numberE164 ?? '', direction: page.side },
    ...{ clientId: caller.clientId, notFoundAtMs: caller.notFoundAtMs, class: batch.requestClass },
  };
  const lead = await askUntilAnswered(batch.key.enterprise, question, () => batch.answers.get(callId)?.lead ?? null);
  const client = batch.answers.get(callId)?.client;
  batch.answers.delete(callId);
  caller.notFoundAtMs = null;
  const wasKnown = caller.clientId !== null;
  caller.clientId = client?.clientId ?? caller.clientId;
  caller.leadId = lead.leadId ?? caller.leadId;
  if (lead.leadId !== null && lead.created) noteLead(story, lead.leadId, wasKnown || client?.created === true);
  if (client?.created && !lead.created) caller.leads = [];
  caller.hasGivenUp = lead.failed;
  if (lead.failed) end('failed', lead.why ?? undefined);
  else end(lead.created || client?.created ? 'done' : 'skipped', lead.why ?? undefined);
}

/** `areLeadsKnown`: the others of the client are. */
function noteLead({ batch, caller }: Story, id: string, areLeadsKnown: boolean): void {
  const lead = { id, managerId: null, isArchived: false, createdAt: '' };
  if (areLeadsKnown) caller.leads = [...(caller.leads ?? []), lead];
  if (caller.clientId !== null) {
    batch.made.set(caller.clientId, [...(batch.made.get(caller.clientId) ?? []), lead]);
  }
}
