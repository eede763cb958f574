import type { ClientRequest } from '../domain/uon-shapes.ts';
import type { CallOptions, UonAccess } from './access.ts';
import { leadOf, leadRow } from './lead-rows.ts';
import { readAllPages } from './paging.ts';
import type { RowForm } from './read-rows.ts';
import type { Transport } from './transport.ts';

export interface RequestMethods {
  /** All заявки of a client, page by page; `[]` for none. */
  requestsOfClient(access: UonAccess, clientId: string, options: CallOptions): Promise<ClientRequest[]>;
}

/** `request-by-client`. Throws UonError. */
export function requestMethods(transport: Transport): RequestMethods {
  return {
    requestsOfClient: (access, clientId, options) =>
      readAllPages(transport, access, { method: 'request-by-client', segments: [clientId] }, REQUESTS, options),
  };
}

const REQUESTS: RowForm<ClientRequest> = {
  keys: ['requests', 'request'],
  schema: leadRow.transform(leadOf),
};
