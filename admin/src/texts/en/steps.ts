import type { Texts } from '../ru.ts';

export const steps: Texts['steps'] = {
  ended: { done: 'done', running: 'under way', skipped: 'not needed', failed: 'failed', late: 'came too late' },
  again: (name) => `Again: ${name}`,
  found: 'found',
  notFound: 'U-ON does not know the number',
  kinds: {
    lookup: { name: 'Look up the client', endings: {} },
    'client-and-lead': {
      name: 'New client and lead',
      endings: { done: 'created', running: 'being created', skipped: 'not created', failed: 'not created' },
    },
    client: {
      name: 'New client',
      endings: { done: 'created', running: 'being created', skipped: 'not created', failed: 'not created' },
    },
    card: {
      name: 'Client by the popup’s “Create client”',
      endings: { done: 'created', skipped: 'was there', failed: 'not created, U-ON’s form was opened' },
    },
    lead: {
      name: 'New lead',
      endings: { done: 'created', running: 'being created', skipped: 'not created', failed: 'not created' },
    },
    leads: { name: 'The client’s leads', endings: { done: 'read', running: 'being read', failed: 'not read' } },
    status: {
      name: 'Status of the active lead',
      endings: { done: 'changed', running: 'being changed', skipped: 'not changed', failed: 'not changed' },
    },
    'missed-status': {
      name: 'Status of the lead after a missed call',
      endings: { done: 'changed', running: 'being changed', skipped: 'not changed', failed: 'not changed' },
    },
    'lead-manager': {
      name: ({ lead }) => `Manager of lead ${lead}`,
      endings: { done: 'assigned', running: 'being assigned', failed: 'not assigned' },
    },
    'client-manager': {
      name: 'Manager of the client',
      endings: { done: 'assigned', running: 'being assigned', skipped: 'not changed', failed: 'not assigned' },
    },
    managers: { name: 'Managers of client and leads', endings: { skipped: 'not assigned' } },
    record: {
      name: 'Record of the call in U-ON',
      endings: { done: 'created', running: 'being created', skipped: 'not created', failed: 'not created' },
    },
    task: {
      name: 'Task to call back',
      endings: { done: 'created', running: 'being created', skipped: 'not created', failed: 'not created' },
    },
    recording: {
      name: 'Link to the recording',
      endings: { done: 'added', running: 'being added', skipped: 'not added', failed: 'not added' },
    },
    popup: {
      name: ({ manager, extension }) => `Popup: ${manager}, ext. ${extension}`,
      endings: { done: 'shown', running: 'being sent', skipped: 'not sent', failed: 'not shown' },
    },
    'popup-unmanaged': {
      name: ({ extension }) => `Popup, ext. ${extension}`,
      endings: { skipped: 'nobody to show it' },
    },
    hangup: { name: 'End of the call', endings: { failed: 'did not come' } },
    'u-on': { name: 'Work with U-ON', endings: { skipped: 'none', failed: 'not possible' } },
    event: { name: ({ event }) => `PBX event ${event}`, endings: {} },
  },
};
