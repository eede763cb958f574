import type { Texts } from '../ru.ts';

export const welcome: Texts['welcome'] = {
  heading: 'The first owner',
  lead: 'This link counts once: who first fills in this form becomes the owner of the installation.',
  name: 'Your name',
  email: 'E-mail',
  emailHint: 'It is your name for logging in; nothing is mailed to it',
  password: 'Password',
  submit: 'Become the owner and log in',
  ended: 'The link does not count any more',
  endedHint:
    'It was used, is older than a day, or another one was made since. While there is no owner, npm start prints a new one when it starts, and so does npm run admin -- link.',
  toLogin: 'To the login',
  wrongEmail: 'An address like anna@example.com is needed',
  taken: 'There is a user with that e-mail already',
};

export const secondFactor: Texts['secondFactor'] = {
  heading: 'Second factor',
  lead: 'Beside the password a code of an app on your phone is asked for (Google Authenticator, Aegis and others). Who learns the password alone does not get in.',
  isOn: 'On',
  isOff: 'Off',
  on: 'Switch on',
  off: 'Switch off',
  offHint: 'Enter your password to switch the second factor off. The password alone will do then.',
  onHint: 'Enter your password to switch the second factor on.',
  otherCodes: 'New recovery codes',
  otherCodesHint: 'Enter your password. The recovery codes you have will end.',
  ownPassword: 'Your password',
  go: 'Go on',
  wrongPassword: 'The password is wrong',
  scan: 'Scan the QR code with the app, or type the key into it, then enter the code that it shows.',
  picture: 'QR code for the app',
  key: 'Key',
  code: 'Code of the app',
  confirm: 'Confirm',
  wrongCode: 'The code is wrong, or was used: wait for the next one',
  shortCode: 'Six digits are needed',
  codes: 'Recovery codes',
  codesHint:
    'Keep them: they are not shown again. Each stands in for a code of the app once, should the phone be away.',
  copy: 'Copy',
  copied: 'Copied',
  saved: 'I have kept them',
  enter: 'Enter the code',
  enterLead: 'The password is right. Now show that it is you.',
  enterHint: 'The six digits that it shows now',
  recovery: 'Recovery code',
  recoveryHint: 'One of the codes you kept; it is used up',
  useRecovery: 'Enter a recovery code',
  useApp: 'Enter a code of the app',
  wrongRecovery: 'There is no such code, or it was used',
  tooLate: 'Time is up, or too many codes were wrong. Begin with the password.',
  lost: 'Neither phone nor recovery codes? The owner of the installation takes the second factor away.',
};

export const ownSessions: Texts['ownSessions'] = {
  heading: 'Where you are logged in',
  lead: 'A session ends by itself after 12 hours.',
  unknown: 'Unknown browser',
  since: (moment) => `since ${moment}`,
  isThis: 'This session',
  end: 'End',
  endOf: (browser, moment) => `End the session: ${browser}, since ${moment}`,
  endOthers: 'End the others',
};

export const madePassword: Texts['madePassword'] = {
  notice: (moment) => `Your password was made by somebody else and counts until ${moment}. Choose your own.`,
  change: 'Change the password',
};
