import type { LeadFacts } from '../../domain/lead-policy.ts';
import type { Client } from '../../domain/uon-shapes.ts';

/** What a story learns of its number, and has done for it. */
export class Caller {
  /** U-ON said who the number is, or that it does not know it. */
  isLookedUp = false;
  /** The number could not be looked up: nobody knows whether it has a client. */
  isUnclear = false;
  clientId: string | null = null;
  leadId: string | null = null;
  /** As U-ON described the client, where it was found. */
  client: Client | null = null;
  /** When U-ON said that it does not know the number, epoch ms. */
  notFoundAtMs: number | null = null;
  /** All leads of the client; null while they are not known. */
  leads: readonly LeadFacts[] | null = null;
  /** Our customers have the client's name. */
  isNamed = false;
  /** The client and the leads have the manager who talked. */
  isAssigned = false;
  /** Its creation failed: nothing more is made for the number. */
  hasGivenUp = false;
  /** Leads whose status was set, with the status. */
  readonly statusSet = new Set<string>();
}
