import type { Texts } from '../ru.ts';

const fields = {
  mode: { label: 'What the PBX is told', help: '' },
  primary: {
    label: 'Whose names come first',
    help: 'The same as “Names from U-ON come first” in the U-ON integration',
  },
  block: {
    label: 'Extensions that no call is sent to',
    help: 'With commas between, or one a line: a call does not go there, whichever rule found them',
  },
  transliterate: {
    label: 'In Latin letters',
    help: 'For telephones that don’t show Cyrillic: “Иванов Пётр” becomes “Ivanov Petr”',
  },
  name_length: { label: 'Length of the name, characters', help: 'What is longer is cut. 0: not cut' },
};

export const smart: Texts['smart'] = {
  fields,
  options: {
    mode: { off: 'Nothing', name: 'The name alone', route: 'The name and whom to ring' },
    primary: { '': 'As in the U-ON integration', uon: 'Those of U-ON' },
  },
  mode: 'Mode',
  lead: 'Before a telephone rings the PBX asks us who calls and whom to ring. The answer comes within 0.3 s.',
  dialplan: 'For the PBX to ask, its dialplan takes a ready piece:',
  dialplanLink: 'in the place “PBX”',
  name: 'The name on the telephone',
  nameLead: 'How the caller’s name is shown on the telephone’s display.',
  route: 'Whom to ring',
  routeLead: 'Counts in the mode “The name and whom to ring”.',
  sampleName: 'A name to try',
  display: 'On the telephone’s display',
  noName: 'No name is told',
  samples: 'How names will look',
  tryIt: {
    heading: 'Try it',
    lead: 'What we tell the PBX of a call from this number, by what stands in the form now. Nothing is logged.',
    phone: 'Phone',
    phoneHint: 'As +375 29 700-31-34',
    submit: 'Try',
    extension: 'Whom to ring',
    nobody: 'As always: we name nobody',
    why: 'Why',
    known: 'How we know',
    tags: 'Tags',
    priority: 'Priority',
    took: 'Answered in',
    ms: (ms) => `${ms} ms`,
    late: 'A PBX waits for 0.3 s at most: it would hear less the first time, and this the next time.',
  },
  rules: {
    heading: 'Rules in their order',
    hint: 'The first whom a rule finds gets the call. The order is changed by the arrows, or by Alt+↑ and Alt+↓.',
    none: 'There are no rules: the client’s manager in U-ON gets the call.',
    one: (place) => `Rule ${place}`,
    who: 'Who',
    extension: 'Extension',
    days: 'Within how many days',
    add: 'Add a rule',
    up: (place) => `Move rule ${place} up`,
    down: (place) => `Move rule ${place} down`,
    remove: (place) => `Remove rule ${place}`,
    moved: (place, count) => `The rule is now number ${place} of ${count}`,
  },
};

export const smartSettingNames: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(fields).map(([key, { label }]) => [`smart.${key}`, `“${label}”`])),
  'smart.rules': 'rules of routing',
};
