import fc from 'fast-check';
import { NO_DETAILS, type PopupCaller, type PopupFacts } from './popup-facts.ts';
import type { Client } from './uon-shapes.ts';

/** How many words from outside a popup may show. */
export const HOSTILE_WORDS = 11;

/** What somebody might write into a name, or a machine make of it. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.string({
    unit: fc.constantFrom('<', '>', '"', "'", '&', '\n', '\r', '\u2028', '\u202e', '{', '}', '$', '</a>', 'я'),
  }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '</a></b><img src=x onerror=alert(1)>',
    '&lt;b&gt;&#60;i&#62;&amp;amp;',
    'שלום مرحبا \u202eabc\u202c',
    '👩‍👩‍👧‍👦🇧🇾'.repeat(40),
    '\ud83d',
    'a\udc00b',
    '\u0000\u001b[2J',
    '<!-- -->]]><![CDATA[',
    'x'.repeat(10_240),
    '<'.repeat(10_240),
  ),
);
export const hostileWords = fc.array(hostile, { minLength: HOSTILE_WORDS, maxLength: HOSTILE_WORDS });

/** A popup that shows each of these words beside one of our own, so that none of its lines is ever left out. */
export function hostilePopup(words: readonly string[]): [caller: PopupCaller, over: Partial<PopupFacts>] {
  const word = (at: number, own: string) => `${own}${words[at] ?? ''}`;
  const row = (from: number) => ({
    shown: [{ id: word(from, '7'), statusName: word(from + 1, 'с'), createdAt: '2025-09-02 10:00' }],
    more: 2,
  });
  const client: Client = {
    ...{ id: word(0, '1'), surname: word(1, 'И'), name: '', patronymic: '', company: word(2, 'О'), kind: 'company' },
    ...{ phones: [], managerId: '4', active: true, deleted: false },
  };
  const details = {
    ...NO_DETAILS,
    managerName: word(3, 'М'),
    leads: row(4),
    requests: row(6),
    calls: [{ direction: 'incoming', answered: true, atMs: 0, durationS: 5, who: word(8, 'К') } as const],
    missedAtMs: 0,
  };
  const caller: PopupCaller = { kind: 'client', phoneE164: '+375296254070', client, details };
  return [caller, { line: word(9, 'л'), extension: word(10, '1') }];
}
