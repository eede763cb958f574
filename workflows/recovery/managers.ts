import { noTalkerText, talkerOfFinished } from '../../domain/finished-call.ts';
import type { CallPage } from './call-page.ts';
import { readLeads } from './questions.ts';
import { askOf, uonOf, type Story } from './story.ts';

/**
 * Gives the client and the leads that have no manager the one who talked in the earliest answered call: who came first would
 * have had them, had nothing been down. One who answers for a client or a lead already keeps it.
 */
export async function assignTalker(story: Story, clientId: string): Promise<void> {
  const { batch, caller, terms, pages } = story;
  for (const page of pages) {
    const managerId = talkerOfFinished(page.call, terms);
    const why = managerId === null ? noTalkerText(page.call, terms) : null;
    if (why !== null) page.note('managers', 'skipped', why);
    if (managerId === null || caller.isAssigned) continue;
    caller.isAssigned = true;
    await batch.inClientTurn(clientId, async () => {
      await assignClient(story, page, { clientId, managerId });
      await assignLeads(story, page, { clientId, managerId });
    });
  }
}

interface Assignment {
  readonly clientId: string;
  readonly managerId: string;
}

async function assignClient(story: Story, page: CallPage, { clientId, managerId }: Assignment): Promise<void> {
  const { numberE164 } = page;
  if (numberE164 === null) return;
  const name = 'user/update: manager';
  const known = story.caller.client?.managerId;
  if (known) return page.note(name, 'skipped', `the client has manager ${known}`);
  await page.attempt(
    name,
    () =>
      uonOf(story).offerClientManager.executeWithOptions({ summary: name }, [
        askOf(story, page),
        numberE164,
        clientId,
        managerId,
      ]),
    (keeps) => (keeps === null ? ['done'] : ['skipped', `the client has manager ${keeps}`]),
  );
}

/** Archived leads too. */
async function assignLeads(story: Story, page: CallPage, { clientId, managerId }: Assignment): Promise<void> {
  const leads = await readLeads(story, page, clientId);
  const options = { summary: 'request/update: manager' };
  for (const { id } of (leads ?? []).filter((lead) => lead.managerId === null)) {
    await page.attempt(`request/update: manager of lead ${id}`, () =>
      uonOf(story).setLeadManager.executeWithOptions(options, [askOf(story, page), id, managerId]),
    );
  }
}
