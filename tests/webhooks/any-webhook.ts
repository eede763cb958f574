import fc from 'fast-check';
import type { Connected, CustomerRow } from '../support/webhooks.ts';

/** A client as U-ON would describe it: six clients, each with two numbers of its own to choose from, and one that it shares with another. */
interface ClientCard {
  readonly id: number;
  readonly surname: string;
  readonly name: string;
  readonly patronymic: string;
  /** Which of its numbers it has: main, mobile, home. */
  readonly has: readonly [boolean, boolean, boolean];
}

/** What is sent: about whom, how it is written, and by whom. */
export interface Sent {
  readonly about:
    | { readonly kind: 'client'; readonly card: ClientCard; readonly at: number }
    | { readonly kind: 'deleted'; readonly id: number; readonly at: number }
    | { readonly kind: 'unknown'; readonly fields: Readonly<Record<string, unknown>> };
  readonly form: 'json' | 'json-text' | 'form' | 'query' | 'russian';
  readonly sender: 'secret' | 'bare' | 'wrong secret' | 'wrong account' | 'broken' | 'large';
  readonly padding: string;
}

const clientId = fc.integer({ min: 1, max: 6 });
const word = fc.constantFrom('Иванова', 'Анна', 'О’Нил', 'Ковальска', '<b>Жирный</b>', "Роберт'); drop", '名前', '🙂');
const card: fc.Arbitrary<ClientCard> = fc.record({
  id: clientId,
  surname: word,
  name: word,
  patronymic: word,
  has: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
});
/** Seconds of one hour: what comes later may be older. */
const at = fc.integer({ min: 0, max: 3_599 });

export const anyWebhook: fc.Arbitrary<Sent> = fc.record({
  about: fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('client' as const), card, at }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('deleted' as const), id: clientId, at }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('unknown' as const),
        fields: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }), { maxKeys: 5 }),
      }),
    },
  ),
  form: fc.constantFrom('json', 'json-text', 'form', 'query', 'russian'),
  sender: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('secret' as const, 'bare' as const) },
    { weight: 1, arbitrary: fc.constantFrom('wrong secret', 'wrong account', 'broken', 'large') },
  ),
  padding: fc.string({ unit: 'grapheme', maxLength: 3_000 }),
});

/** The request of a webhook, and whether its sender may be heard. */
export function requestOf(sent: Sent, base: string, agency: Connected) {
  const account = sent.sender === 'wrong account' ? '1' : agency.accountId;
  const fields = { uon_id: account, ...fieldsOf(sent), ...(sent.about.kind !== 'unknown' && { note: sent.padding }) };
  const path = { bare: '', 'wrong secret': '/no-such-secret' }[sent.sender as string] ?? `/${agency.secret}`;
  const url = `${base}/uon/webhook${path}`;
  const isValid = sent.sender === 'secret' || sent.sender === 'bare';
  if (sent.sender === 'broken') return { url, init: post('{"type_id": 3', 'application/json'), isValid };
  if (sent.sender === 'large') return { url, init: post(`a=${'x'.repeat(300_000)}`, FORM), isValid };
  return { ...written(sent, url, fields), isValid };
}

const FORM = 'application/x-www-form-urlencoded';

function written({ form, about }: Sent, url: string, fields: Readonly<Record<string, unknown>>) {
  const json = { url, init: post(JSON.stringify(fields), 'application/json') };
  // Only fields with text can be written as a form.
  if (about.kind === 'unknown' || form === 'json') return json;
  const { client, ...rest } = fields;
  if (form === 'json-text')
    return { url, init: post(JSON.stringify({ ...rest, client: JSON.stringify(client) }), 'text/plain') };
  if (form === 'russian') return { url, init: post(JSON.stringify({ ...rest, Клиент: client }), 'application/json') };
  const flat = new URLSearchParams(Object.entries(rest).map(([key, value]): [string, string] => [key, String(value)]));
  for (const [key, value] of Object.entries(client ?? {})) flat.set(`client[${key}]`, String(value));
  return form === 'form'
    ? { url, init: post(flat.toString(), FORM) }
    : { url: `${url}?${flat.toString()}`, init: { method: 'GET' } };
}

function post(body: string, type: string) {
  return { method: 'POST', headers: { 'Content-Type': type }, body };
}

function fieldsOf({ about }: Sent): Readonly<Record<string, unknown>> {
  switch (about.kind) {
    case 'client':
      return { type_id: 4, datetime: writtenTime(about.at), client_id: about.card.id, client: clientOf(about.card) };
    case 'deleted':
      return { type_id: 5, datetime: writtenTime(about.at), client_id: about.id };
    case 'unknown':
      return { ...about.fields, type_id: 999, method: 'none', uon_subdomain: null, account_id: null };
  }
}

function writtenTime(at: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `2025-11-25 12:${two(Math.floor(at / 60))}:${two(at % 60)}`;
}

function clientOf({ id, surname, name, patronymic, has }: ClientCard) {
  const phone = (index: 0 | 1 | 2): string => (has[index] ? numberOf(id, index).slice(1) : '');
  return {
    ...{ u_id: id, u_surname: surname, u_name: name, u_sname: patronymic },
    ...{ u_phone: phone(0), u_phone_mobile: phone(1), u_phone_home: phone(2) },
  };
}

/** At home two live together: clients 1 and 4, 2 and 5, 3 and 6. */
function numberOf(id: number, index: number): string {
  return index === 2 ? `+3752990000${id % 3}0` : `+37529${id}00000${index}`;
}

/** What must be known of a number that somebody has. */
export interface ExpectedCustomer {
  readonly phone_e164: string;
  readonly ids_uon: readonly string[];
  /** Whose names may stand there: of a number that was one client's alone those that count, else any that a client had with it. */
  readonly names: readonly Names[];
}

type Names = Pick<CustomerRow, 'last_name' | 'first_name' | 'middle_name'>;

/**
 * The numbers that somebody has, after these in this order, where U-ON is the first source of names: of each client the newest
 * counts, and of those of one second the last. Two clients are followed beside each other, so that of a number which both had
 * the names are either's.
 */
export function expectedCustomers(sent: readonly Sent[]): ExpectedCustomer[] {
  const newest = new Map<number, { readonly at: number; readonly card: ClientCard | null }>();
  const withNumber = new Map<string, ClientCard[]>();
  for (const { about } of sent) {
    if (about.kind === 'unknown') continue;
    const [id, card] = about.kind === 'client' ? [about.card.id, about.card] : [about.id, null];
    if (about.at >= (newest.get(id)?.at ?? 0)) newest.set(id, { at: about.at, card });
    if (!card) continue;
    for (const phone of numbersOf(card)) withNumber.set(phone, [...(withNumber.get(phone) ?? []), card]);
  }
  const standing = [...newest.values()].flatMap(({ card }) => card ?? []);
  const owners = [...withNumber].map(([phone, cards]): ExpectedCustomer => {
    const having = standing.filter((card) => numbersOf(card).includes(phone));
    const wasShared = new Set(cards.map(({ id }) => id)).size > 1;
    const ids_uon = having.map(({ id }) => String(id)).toSorted();
    return { phone_e164: phone, ids_uon, names: (wasShared ? cards : having).map(namesOf) };
  });
  return owners.filter(({ ids_uon }) => ids_uon.length > 0).toSorted((a, b) => (a.phone_e164 < b.phone_e164 ? -1 : 1));
}

function numbersOf({ id, has }: ClientCard): string[] {
  return has.flatMap((hasIt, index) => (hasIt ? [numberOf(id, index)] : []));
}

function namesOf({ surname, name, patronymic }: ClientCard): Names {
  return { last_name: surname, first_name: name, middle_name: patronymic };
}
