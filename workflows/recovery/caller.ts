import type { LeadFacts } from '../../domain/lead-policy.ts';
import { withArchive } from '../../domain/lead-facts.ts';
import type { Client } from '../../domain/uon-shapes.ts';
import { database, inTurn } from '../activity-proxies.ts';
import type { CallPage } from './call-page.ts';
import { askOf, uonOf, type Story } from './story.ts';

/** What a story learns of its number, and has done for it. */
export class Caller {
  clientId: string | null = null;
  leadId: string | null = null;
  /** As U-ON described the client, where it was found. */
  client: Client | null = null;
  /** When U-ON said that it does not know the number, epoch ms. */
  notFoundAtMs: number | null = null;
  /** All leads of the client; null while they are not known. */
  leads: readonly LeadFacts[] | null = null;
  /** The client and the leads have the manager who talked. */
  isAssigned = false;
  /** Its creation failed: nothing more is made for the number. */
  hasGivenUp = false;
  /** The number could not be looked up: nobody knows whether it has a client. */
  isUnclear = false;
  /** Leads whose status was set, with the status. */
  readonly statusSet = new Set<string>();
  #isLookedUp = false;
  #isNamed = false;

  /** Who the number is, once; a step of the call. */
  async lookUp(story: Story, page: CallPage): Promise<void> {
    if (this.#isLookedUp || page.numberE164 === null) return;
    const { numberE164 } = page;
    const options = { summary: 'user/phone' };
    const found = await page.attempt('user/phone', () =>
      uonOf(story).findClient.executeWithOptions(options, [askOf(story, page), numberE164, { fresh: false }]),
    );
    this.#isLookedUp = found !== undefined;
    this.isUnclear = found === undefined;
    this.client = found?.client ?? null;
    this.clientId = this.client?.id ?? null;
    if (found?.source === 'uon' && !found.client) this.notFoundAtMs = Date.now();
  }

  /** All leads of the client, read once; undefined where U-ON refuses for good. A step of the call. */
  async readLeads(story: Story, page: CallPage, clientId: string): Promise<readonly LeadFacts[] | undefined> {
    if (this.leads) return this.leads;
    const read = await page.attempt('lead-by-client', async () => {
      const ask = askOf(story, page);
      const leads = await uonOf(story).leadsOfClient.executeWithOptions({ summary: 'lead-by-client' }, [ask, clientId]);
      const statuses = await story.batch.leadStatuses(() =>
        uonOf(story).leadStatuses.executeWithOptions({ summary: 'status_lead' }, [ask]),
      );
      return withArchive(leads, statuses);
    });
    if (!read) return undefined;
    const unseen = (story.batch.made.get(clientId) ?? []).filter(({ id }) => read.every((lead) => lead.id !== id));
    return (this.leads = [...read, ...unseen]);
  }

  /** Where U-ON is the first source of names, the client's goes to all our rows of the person. */
  async keepName({ batch, terms, pages }: Story): Promise<void> {
    const numberE164 = pages[0]?.numberE164;
    const { client } = this;
    if (this.#isNamed || !client || !numberE164 || !terms.isUonFirstForNames) return;
    this.#isNamed = true;
    const options = { summary: "the client's name" };
    const { enterprise } = batch.key;
    await inTurn(() => database.saveNames.executeWithOptions(options, [enterprise, numberE164, client]));
  }
}
