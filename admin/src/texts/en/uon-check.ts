import type { AskFailure } from '../../../../domain/uon-check.ts';
import type { uonCheck as ru } from '../ru/uon-check.ts';

const asked: Record<AskFailure, string> = {
  'key-refused':
    'U-ON refuses the key. In U-ON open «Настройки → Интеграции → API», switch the API on and copy the key; where IP addresses are listed there, add this server’s.',
  'rate-limited': 'U-ON asks to wait: other programs use up the account’s limit. Try again in a minute.',
  'server-error': 'U-ON answers with an error of its own. Try later; if it stays, write to U-ON’s support.',
  refused: 'U-ON did not take this request.',
  'not-readable': 'U-ON answered in an unexpected form. Look at the API address; if it is right, write to us.',
  'no-answer': 'U-ON did not answer in time. Try again.',
  'not-reached': 'U-ON can’t be reached: look at the server’s network and the API address.',
  'no-slot': 'Calls take up all requests of this second. Try again in a few seconds.',
  'not-done': 'Our own side did not come to it: no worker runs. Tell the owner of the installation.',
};

export const uonCheck: typeof ru = {
  steps: { ping: 'Connection to U-ON', key: 'Key', limits: 'Limit of requests', search: 'Trial search' },
  codes: {
    ping: {
      answers: 'U-ON answers.',
      'address-refused': 'The API address does not do: it must be https.',
      'name-unknown': 'There is no such address: look at the API address and the server’s DNS.',
      'not-reached': asked['not-reached'],
      'tls-failed':
        'No secure connection: the certificate is another’s or out of date. Look at the API address and the server’s clock.',
      'connection-dropped':
        'U-ON dropped the connection, as it does when the server’s IP address is not allowed. Add it in U-ON: «Настройки → Интеграции → API».',
      'no-answer': asked['no-answer'],
      'not-done': asked['not-done'],
    },
    key: { ...asked, accepted: 'The key is accepted.', 'not-asked': 'Not tried: a connection is needed first.' },
    limits: {
      free: 'Requests go freely.',
      'on-hold': 'U-ON asked to wait a moment ago. Requests go on by themselves.',
      paused: 'U-ON did not answer, requests are paused. They go on by themselves when it does.',
      stopped: 'Requests are stopped: U-ON refused the key. Mend the key and save.',
      'not-done': 'It could not be found out.',
    },
    search: {
      ...asked,
      'no-phone': 'No phone was given: nothing was looked for.',
      'not-asked': 'Not done: an accepted key is needed first.',
      'no-client': 'U-ON has no client with this number.',
      'one-client': 'The client was found.',
      'several-clients': 'Several clients have this number; a call takes the marked one.',
    },
  },
  released: 'Requests that had been stopped go on again.',
  certificate: (moment) => `The certificate is good until ${moment}.`,
  used: (used, ours, uons) => `In the last second: ${used}. Our limit is ${ours} a second, U-ON’s ${uons}.`,
  pace: (ours, uons) => `Our limit is ${ours} a second, U-ON’s ${uons}.`,
  said: (message) => `U-ON says: ${message}`,
  cut: 'The beginning of the answer is shown.',
  chosen: 'a call takes this one',
  dismissed: 'dismissed or deleted',
  tested: {
    ...asked,
    sent: 'U-ON took the popup: it should appear at the manager’s.',
    'maybe-sent': 'U-ON did not confirm the popup. Look whether it appeared.',
    'manager-unknown': 'U-ON does not know this manager: reload the list.',
  },
  directories: { ...asked, 'not-read': 'U-ON’s lists have not been read yet.', 'no-key': 'No API key is stored yet.' },
  noKey: 'No API key is stored: give it under “Connection” and save.',
  tooOften: (seconds) => `U-ON was asked often enough. Try again in ${seconds} s.`,
};
