import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { en } from '../admin/src/texts/en.ts';
import { ru } from '../admin/src/texts/ru.ts';
import { callerSnippets } from '../domain/caller-snippets.ts';
import { nameForDialplan } from '../domain/dialplan-text.ts';
import { runSets } from './dialplan.fixture.ts';

const { placeholder } = en.pbx.snippets;
const { words } = en.pbx.callers;
const english = callerSnippets({ url: 'https://telephony.example', token: placeholder, words });

it.each([
  ['uon-customer-curl.conf', english.curl],
  ['uon-customer-fastagi.conf', english.fastagi],
  ['from-trunk.example.conf', english.usage],
])('asterisk/dialplan/%s is what the page gives', (file, text) => {
  expect(readFileSync(`asterisk/dialplan/${file}`, 'utf8')).toBe(text);
});

it('the comments alone differ from language to language', () => {
  const russian = callerSnippets({ url: 'https://telephony.example', token: placeholder, words: ru.pbx.callers.words });
  const bare = (text: string) => text.replace(/^; .*$/gm, '');
  for (const part of ['curl', 'fastagi', 'usage'] as const) expect(bare(russian[part])).toBe(bare(english[part]));
});

it('all that is open is closed, or a dialplan breaks without a word', () => {
  for (const line of [english.curl, english.fastagi, english.usage].join('').split('\n')) {
    for (const [open, close] of ['{}', '()'] as const)
      expect(line.split(open ?? '').length, line).toBe(line.split(close ?? '').length);
  }
});

it.each(['0'.repeat(48), placeholder, ru.pbx.snippets.placeholder, '"),:;${X}[\\', 'с пробелом и 🙂'])(
  'the token %s comes to the API as it is, however it is sent',
  (token) => {
    const { curl, fastagi } = callerSnippets({ url: 'https://telephony.example/', token, words });
    const [, url, body = ''] = /CURL\(([^,]*),(.*)\)\}\)$/m.exec(curl) ?? [];
    expect(url).toBe('https://telephony.example/api/callevent/getcustomerdata');
    const said: unknown = JSON.parse(body.replace(/\$\{(\w+)\}/g, '$1'));
    expect(said).toEqual({ Token: token, UniqueId: 'UNIQUEID', Phone: 'UON_PHONE', TrunkId: 'UON_LINE' });
    expect(decodeURIComponent(/SET\(UON_TOKEN=([^)]*)\)/.exec(fastagi)?.[1] ?? '')).toBe(token);
  },
);

it('no address can be read as more than an address', () => {
  const { curl } = callerSnippets({ url: 'https://x.example/a,b;(c)${d}', token: 't', words });
  expect(curl).toContain('CURL(https://x.example/a%2Cb%3B%28c%29%24%7Bd%7D/api/callevent/');
});

/** What the API may answer, the name by the hand of an enemy. */
const answers = fc.record({
  Name: fc.option(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc
        .array(
          fc.constantFrom('"', '\\', ',"DialPlan":"', '"Name":"', '^', '(', ')', ':', '${', '}', '[', ']', 'я', 'null'),
        )
        .map((parts) => parts.join('')),
    ),
  ),
  DialPlan: fc.option(fc.stringMatching(/^[\w*#.+-]{1,32}$/)),
  Tags: fc.array(fc.constantFrom('client', 'active_lead', 'vip')),
  Priority: fc.integer({ min: 0, max: 15 }),
  Redirect: fc.array(
    fc.record({ Extension: fc.constant('900'), ManagerId: fc.constant(null), Reason: fc.constant('x') }),
  ),
});

it('whatever a client is called, extension, priority and tags are read as they were answered', () => {
  fc.assert(
    fc.property(answers, (answer) => {
      const told = runSets(english.curl, { UON_ANSWER: JSON.stringify(answer), UON_TRUNK: '' });
      expect(told).toMatchObject({
        UON_DIALPLAN: answer.DialPlan ?? '',
        UON_PRIORITY: String(answer.Priority),
        UON_TAGS: answer.Tags.join(','),
      });
      expect(told['UON_NAME']).not.toMatch(/[^ '+\-.0-9A-Za-z_\u0080-\u{10ffff}]/u);
    }),
    { numRuns: 2_000 },
  );
});

it.each(['Иванов Иван', "О'Нил", 'Tour-2000', '🙂 vip', 'a  b', 'a(b),c;d', '$[1+1]'])(
  'the name %s is the same by CURL and by FastAGI, but for blanks',
  (name) => {
    const { UON_NAME = '' } = runSets(english.curl, { UON_ANSWER: JSON.stringify({ Name: name }), UON_TRUNK: '' });
    const bare = (text: string) => text.replaceAll(' ', '');
    expect(bare(UON_NAME)).toBe(bare(nameForDialplan(name)));
  },
);

it('an answer that is no answer leaves all empty', () => {
  const empty = { UON_NAME: '', UON_DIALPLAN: '', UON_PRIORITY: '', UON_TAGS: '' };
  for (const UON_ANSWER of ['', '{"type":"about:blank","title":"Service Unavailable","status":503}', '<html>'])
    expect(runSets(english.curl, { UON_ANSWER, UON_TRUNK: '' })).toMatchObject(empty);
});
