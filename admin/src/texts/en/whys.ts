import type { Texts } from '../ru.ts';

export const whys: Texts['whys'] = {
  clientsOff: 'creating clients at a call is off in the settings',
  activeLead: 'the client has an active lead',
  leadsOff: 'by the settings no leads are created',
  table: (when, has) => `the settings say “${when.replaceAll('_', ' ')}”, and the client has ${has}`,
  noManager: (extension) => `extension ${extension} has no manager: choose one in “U-ON integration”`,
  nobodyHere: 'this extension has no manager: choose one in “U-ON integration”',
  unknownTalker: 'it is not known who talked',
  unknownClient: 'U-ON does not know the client',
  hasManager: (manager) => `the client has a manager: ${manager}`,
  noActiveLead: 'the client has no active lead',
  nobodyForTask: 'there is nobody to give the task to: no manager of client or extension, no default manager',
  recordsOff: 'logging calls in U-ON is off in the settings',
  noPhone: 'the number is hidden, and U-ON keeps calls by number',
  lateRecording: 'the recording came later, and no client is known',
  latePopup: 'it would have come too late',
  callOver: 'the call had ended',
  popupUnclear: 'U-ON did not say whether it showed it; it is not sent a third time',
  noHangup: (hours) => `no hangup came in ${hours} h: does the PBX send it?`,
  off: 'U-ON is switched off in the settings, or has no key',
  closed: 'the call was closed, and the event did nothing',
};
