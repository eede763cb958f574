import type { Texts } from '../ru.ts';

const LOOKED_FOR = 'It can be repeated: we first look in U-ON whether it is done already.';
const BY_ITSELF = 'Nothing: we try again by ourselves.';

export const failures: Texts['failures'] = {
  'uon-rate-limited': { what: 'U-ON wants to be asked less often', todo: BY_ITSELF },
  'uon-not-sent': {
    what: 'U-ON could not be reached: the request was surely not sent',
    todo: 'Look at the server’s connection to U-ON, then repeat.',
  },
  'uon-busy': { what: 'Other requests wait for their turn', todo: BY_ITSELF },
  'uon-unclear': { what: 'U-ON answered an error, and may have done what it was asked for', todo: LOOKED_FOR },
  'uon-timeout': { what: 'U-ON did not answer in 10 seconds', todo: LOOKED_FOR },
  'uon-paused': {
    what: 'U-ON did not answer several times, and requests are held back',
    todo: 'Wait until U-ON answers again: it is tried every few seconds.',
  },
  'uon-key-refused': {
    what: 'U-ON refuses the API key',
    todo: 'Check the key in U-ON (“Настройки → Интеграции → API”) and in “U-ON integration”, save, then repeat.',
  },
  'uon-refused': {
    what: 'U-ON refused',
    todo: 'The request below shows its answer. Mend the cause (mostly a setting, or a card in U-ON) and repeat.',
  },
  'uon-unsure': {
    what: 'U-ON did not say whether it did it, and there is no way to ask',
    todo: 'Look in U-ON. If it is not there, do it there yourself: a repeat might do it twice.',
  },
  'uon-off': {
    what: 'U-ON is off in the settings, there is no key, or the settings have another account now',
    todo: 'Switch U-ON on or give the key in “U-ON integration”, then repeat.',
  },
  'effect-in-flight': { what: 'An earlier attempt may still be under way', todo: BY_ITSELF },
  'popup-in-flight': { what: 'An earlier attempt may still be under way', todo: BY_ITSELF },
  'popup-unclear': { what: 'U-ON did not say whether it showed the popup', todo: BY_ITSELF },
  'settings-unreadable': {
    what: 'The stored key can’t be decrypted',
    todo: 'Enter the key again in “U-ON integration”, or bring back the former SECRETS_KEY.',
  },
  'originate-late': { what: 'More than 30 seconds passed, no call was made', todo: 'Click the phone in U-ON again.' },
  'originate-not-sent': { what: 'The PBX does not answer', todo: 'Look at the connection to the PBX.' },
  'originate-not-allowed': {
    what: 'The PBX’s address is not allowed',
    todo: 'The owner of the installation adds it to ORIGINATE_ALLOW.',
  },
  'originate-refused': { what: 'The PBX refused', todo: 'Look at the PBX’s settings of outgoing calls.' },
  'originate-unclear': { what: 'The PBX may have begun the call', todo: 'Look at the phone: it may ring.' },
};
