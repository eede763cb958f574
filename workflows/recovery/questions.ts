import { withArchive } from '../../domain/lead-facts.ts';
import type { LeadFacts } from '../../domain/lead-policy.ts';
import { database, inTurn } from '../activity-proxies.ts';
import type { CallPage } from './call-page.ts';
import { askOf, uonOf, type Story } from './story.ts';

/** Who the number is, asked once; a step of the call. */
export async function lookUp(story: Story, page: CallPage): Promise<void> {
  const { caller } = story;
  const { numberE164 } = page;
  if (caller.isLookedUp || numberE164 === null) return;
  const options = { summary: 'user/phone' };
  const found = await page.attempt('user/phone', () =>
    uonOf(story).findClient.executeWithOptions(options, [askOf(story, page), numberE164, { fresh: false }]),
  );
  caller.isLookedUp = found !== undefined;
  caller.isUnclear = found === undefined;
  caller.client = found?.client ?? null;
  caller.clientId = caller.client?.id ?? null;
  if (found?.source === 'uon' && !found.client) caller.notFoundAtMs = Date.now();
}

/** All leads of the client, read once; undefined where U-ON refuses for good. A step of the call. */
export async function readLeads(
  story: Story,
  page: CallPage,
  clientId: string,
): Promise<readonly LeadFacts[] | undefined> {
  const { batch, caller } = story;
  if (caller.leads) return caller.leads;
  const read = await page.attempt('lead-by-client', async () => {
    const ask = askOf(story, page);
    const leads = await uonOf(story).leadsOfClient.executeWithOptions({ summary: 'lead-by-client' }, [ask, clientId]);
    const statuses = await batch.leadStatuses(() =>
      uonOf(story).leadStatuses.executeWithOptions({ summary: 'status_lead' }, [ask]),
    );
    return withArchive(leads, statuses);
  });
  if (!read) return undefined;
  const unseen = (batch.made.get(clientId) ?? []).filter(({ id }) => read.every((lead) => lead.id !== id));
  return (caller.leads = [...read, ...unseen]);
}

/** Where U-ON is the first source of names, the client's goes to all our rows of the person. */
export async function keepName({ batch, caller, terms, pages }: Story): Promise<void> {
  const numberE164 = pages[0]?.numberE164;
  const { client } = caller;
  if (caller.isNamed || !client || !numberE164 || !terms.isUonFirstForNames) return;
  caller.isNamed = true;
  const options = { summary: "the client's name" };
  const { enterprise } = batch.key;
  await inTurn(() => database.saveNames.executeWithOptions(options, [enterprise, numberE164, client]));
}
