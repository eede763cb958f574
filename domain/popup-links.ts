import { linkTo, type LinkTemplates } from './settings/links.ts';

/** Where the links of a popup lead; null where there is no address, and the words stand alone. */
export interface PopupLinks {
  client(clientId: string): string | null;
  /** Where the client of a number is made. `phoneDigits`: E.164 without the plus. */
  newClient(phoneDigits: string): string | null;
  company(companyId: string): string | null;
  lead(leadId: string): string | null;
  request(requestId: string): string | null;
}

/** The pages of the agency's U-ON, by the templates of its settings. Without its host there are none that need it. */
export function pageLinks(templates: LinkTemplates, subdomain: string | undefined): PopupLinks {
  return {
    client: (id) => linkTo(templates.client, subdomain, { user_id: id }),
    newClient: (phone) => linkTo(templates.new_client, subdomain, { phone }),
    company: (id) => linkTo(templates.company, subdomain, { company_id: id }),
    lead: (id) => linkTo(templates.lead, subdomain, { lead_id: id }),
    request: (id) => linkTo(templates.request, subdomain, { request_id: id }),
  };
}
