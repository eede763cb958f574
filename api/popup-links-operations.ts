import { z } from 'zod';
import type { Operation } from './openapi/operation.ts';

const page = { schema: z.string(), type: 'text/html' } as const;

export const openPopupLink: Operation = {
  ...{ method: 'get', path: '/open/{link}', id: 'openPopupLink', tag: 'U-ON', access: 'anyone' },
  summary: 'A link of a popup, which a manager follows in the browser',
  description:
    'Leads to a page of the enterprise’s U-ON. «Создать клиента» makes the client first, once, and leads to the card; where U-ON does not make it in time, to U-ON’s own form. `HEAD` and browsers that fetch ahead (`Sec-Purpose`, `Purpose`) have nothing done and counted.',
  params: z.object({ link: z.string().meta({ description: 'Made and sealed by us' }) }),
  answers: {
    302: { description: 'To U-ON' },
    404: { description: 'It is no link of ours', ...page },
    410: { description: 'Its enterprise is gone, or it is not known where its U-ON is', ...page },
    429: { description: 'Too many tries; `Retry-After` says when to go on', ...page },
    503: {
      description: 'The database is away, or it was fetched ahead; `Retry-After` says when to come again',
      ...page,
    },
  },
};

export const popupLinksOperations = [openPopupLink];
