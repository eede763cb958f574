import { expect, it } from 'vitest';
import { en } from '../admin/src/texts/en.ts';
import { isPbxEventName, parsePbxEvent } from '../domain/pbx-event.ts';
import { PBX_SCRIPT_PATH, pbxSnippets } from '../domain/pbx-snippets.ts';
import { recordedCall } from '../tests/support/recorded-calls.ts';

const { words } = en.pbx.snippets;
const { dialplan, usage, install } = pbxSnippets({ url: '', token: '', timezone: 'Europe/Minsk', words });

it('the dialplan sends the four events, with all fields that they need, under names that the API knows', () => {
  const sent = sentByDialplan();
  expect(sent.map(({ event }) => event)).toEqual(['start', 'dial', 'hangup', 'bridge']);
  for (const { event, fields } of sent) {
    const body = Object.fromEntries(fields.map((field) => [field, example(field)]));
    expect(isPbxEventName(event) && parsePbxEvent(event, body)).toMatchObject({ ok: true });
  }
  expect(dialplan).toContain('${STRFTIME(${EPOCH},Europe/Minsk,%Y-%m-%d %H:%M:%S)}');
  const contexts = [...dialplan.matchAll(/^\[([\w-]+)\]$/gm)].map(([, name]) => name);
  const called = [...`${dialplan}${usage}`.matchAll(/(?:Gosub|U)\(([\w-]+)/g)].map(([, name]) => name);
  expect(called.filter((name) => !contexts.includes(name))).toEqual([]);
  // Braces and brackets that don't close break a dialplan without a word.
  for (const line of `${dialplan}${usage}`.split('\n')) {
    for (const [open, close] of ['{}', '()'] as const)
      expect(line.split(open ?? '').length, line).toBe(line.split(close ?? '').length);
  }
});

it.each(['dialplan-answered', 'dialplan-missed', 'dialplan-outgoing'])(
  'the dialplan sends the fields that Asterisk sent with it in the recorded call %s',
  (name) => {
    const fields = Object.fromEntries(sentByDialplan().map((sent) => [sent.event, sent.fields]));
    for (const { event, body } of recordedCall(name)) expect(Object.keys(body)).toEqual(fields[event]);
  },
);

it('Asterisk finds the script wherever its own AGI scripts are, and does not end it when the caller hangs up', () => {
  const lines = dialplan.split('\n');
  const agis = lines.flatMap((line, index) => (line.includes('AGI(') ? [index] : []));
  expect(agis).toHaveLength(1);
  for (const index of agis) {
    expect(lines[index]).toContain(`AGI(${PBX_SCRIPT_PATH},`);
    expect(lines[index - 1]).toContain('Set(AGISIGHUP=no)');
  }
  expect(PBX_SCRIPT_PATH.startsWith('/')).toBe(true);
  expect(install).toContain(`chmod 750 ${PBX_SCRIPT_PATH}\n`);
});

/** The events that the dialplan sends, and their fields in order. */
function sentByDialplan(): { event: string; fields: string[] }[] {
  const given = [...dialplan.matchAll(/Set\((UON_TIMES|UON_FIELDS)=(.*)\)\n(?:.*send,1\((\w+)\))?/g)];
  const times = given.find(([, variable]) => variable === 'UON_TIMES')?.[2] ?? '';
  return given.flatMap(([, , value = '', event]) =>
    event === undefined ? [] : [{ event, fields: namesIn(value.replace('${UON_TIMES}', times)) }],
  );
}

const namesIn = (fields: string) => fields.split(/,(?=\w+=)/).map((field) => field.split('=')[0] ?? '');

/** What could stand in a field. */
function example(name: string): string {
  const texts: Record<string, string> = { CallType: '0', CallStatus: '2', UniqueId: '1.2' };
  return texts[name] ?? (/Time|Date/.test(name) ? '2025-09-14 12:05:46' : '1');
}
