import type { Texts } from '../ru.ts';

export const settingsForm: Texts['settingsForm'] = {
  save: 'Save',
  discard: 'Discard the changes',
  saved: 'Saved',
  unsaved: 'There are unsaved changes',
  wrong: 'Not saved: mend the marked fields',
  readOnly: 'You may look at the settings. An administrator of the enterprise or an owner may change them.',
  fields: {
    more: 'More',
    defaultIs: (value) => `Default: ${value}.`,
    yes: 'yes',
    no: 'no',
    ownerOnly: 'Only an owner of the installation may change this.',
  },
  secret: {
    replace: 'Replace',
    keep: 'Keep the former one',
    replacing: 'The new value. Empty: not set.',
  },
  check: {
    ms: (ms) => `${ms} ms`,
    ok: 'Fine',
    failed: 'Failed',
    skipped: 'Skipped',
    heading: 'Check',
    submit: 'Check',
    saveAndSubmit: 'Save and check',
  },
  leave: {
    heading: 'Leave without saving?',
    text: 'The changes on this page are not saved and will be lost.',
    stay: 'Stay',
    go: 'Leave',
  },
  conflict: {
    heading: 'Somebody else saved the settings meanwhile',
    text: 'Your changes are not stored, theirs are not overwritten.',
    theirs: (keys) => `They changed: ${keys}.`,
    both: (keys) => `Both of you changed: ${keys}. If you save your fields, yours will stand.`,
    keepMine: 'Read anew, keeping my fields',
    takeTheirs: 'Give up my changes',
  },
};

export const settingNames: Texts['settingNames'] = {
  name: 'name',
  country: 'country',
  timezone: 'time zone',
  lines: 'lines',
  token: 'PBX token',
  uon: 'U-ON integration',
  smart: 'smart routing',
  telegram: 'Telegram',
};
