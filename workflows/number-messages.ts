/** What the workflow `number` tells a call of its client, as soon as there is one or will be none. */
export interface ClientAnswer {
  readonly clientId: string | null;
  readonly created: boolean;
}

/** What it tells of the lead, when all is done. `why`: the reason that none was made, or the failure. */
export interface LeadAnswer {
  readonly leadId: string | null;
  readonly created: boolean;
  readonly failed: boolean;
  readonly why: string | null;
}
