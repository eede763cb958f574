import type { CallPlace, CallSearch } from '../../../db/call-search.ts';
import { BUSY, REGULAR } from './fill.ts';

export interface Asked {
  readonly name: string;
  readonly search: CallSearch;
  readonly before: CallPlace | null;
  readonly most: number;
}

const ALL: CallSearch = {
  ...{ enterprise: BUSY, phone: null, managerId: null, extension: null, result: null, direction: null },
  ...{ fromMs: null, toMs: null },
};
const DAY_MS = 86_400_000;
const daysAgo = (days: number): number => Date.now() - days * DAY_MS;
const phone = (e164: string | null, lastDigits: string | null = null) => ({ phone: { e164, lastDigits } });

/** 51: one more than a page shows whether there is a next. */
function page(name: string, part: Partial<CallSearch>, more: Partial<Asked> = {}): Asked {
  return { name, search: { ...ALL, ...part }, before: null, most: 51, ...more };
}

/** What people ask, and the worst that they may: what matches nothing, or is common each by itself and never together. */
export const SEARCHES: readonly Asked[] = [
  page('first page', {}),
  page('first page of 200', {}, { most: 201 }),
  page('deep page', {}, { before: { openedUs: String(daysAgo(200) * 1_000), callId: '' } }),
  page('last page', {}, { before: { openedUs: String(daysAgo(364.99) * 1_000), callId: '' } }),
  page('a day', { fromMs: daysAgo(100), toMs: daysAgo(99) }),
  page('a year without calls', { fromMs: daysAgo(800), toMs: daysAgo(400) }),
  page('a phone', phone('+375291123456')),
  page('a phone with 20,000 calls', phone(REGULAR)),
  page('a phone that never called', phone('+375447777777')),
  page('4 last digits', phone(null, '3456')),
  page('4 last digits, also of the busiest phone', phone(null, '0000')),
  page('7 last digits', phone(null, '1123456')),
  page('last digits that nobody has', phone(null, '7777777')),
  page('a manager', { managerId: '2' }),
  page('a manager, deep', { managerId: '2' }, { before: { openedUs: String(daysAgo(300) * 1_000), callId: '' } }),
  page('a manager who is none', { managerId: '999' }),
  page('an extension', { extension: '160' }),
  page('an extension that is none', { extension: '999' }),
  page('answered', { result: 'answered' }),
  page('missed', { result: 'missed' }),
  page('failed', { result: 'failed' }),
  page('open', { result: 'open' }),
  page('outgoing', { direction: 'outgoing' }),
  page('internal, missed, a day long ago', {
    ...{ direction: 'internal', result: 'missed', fromMs: daysAgo(300), toMs: daysAgo(299) },
  }),
  page('a manager with an extension that is another’s', { managerId: '2', extension: '160' }),
  page('a manager’s missed ones', { managerId: '2', result: 'missed', direction: 'incoming' }),
  page('a manager’s failed ones', { managerId: '10', result: 'failed' }),
  page('failed of a manager who is none', { managerId: '999', result: 'failed' }),
  page('the busiest phone, a manager who is none', { ...phone(REGULAR), managerId: '999' }),
  page('the busiest phone, failed', { ...phone(REGULAR), result: 'failed' }),
  page('4 last digits, missed, a month', {
    ...{ ...phone(null, '3456'), result: 'missed', fromMs: daysAgo(60), toMs: daysAgo(30) },
  }),
  page('open, of a manager', { managerId: '2', result: 'open' }),
];
