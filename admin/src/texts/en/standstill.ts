import type { standstill as ru } from '../ru/standstill.ts';

export const standstill: typeof ru = {
  ofCalls: {
    title: 'Nobody works on calls',
    meanwhile:
      'Calls of the PBX are taken and wait, but managers see no popups and nothing is written to U-ON. Records and leads are made once it works again; popups of calls that are over do not come any more.',
  },
  ofUon: {
    title: 'Requests to U-ON stand still',
    meanwhile:
      'Popups, records and leads in U-ON wait. Records and leads are made once it works again; popups of calls that are over do not come any more.',
  },
  tellOwner: 'Tell the owner of the installation, who alone can start it. There is nothing to do here.',
};
