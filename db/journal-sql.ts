import type { CallPlace, CallSearch } from './call-search.ts';

/** A question with its values. */
export interface Sql {
  readonly text: string;
  readonly values: unknown[];
}

/** Keeps a value for the question and gives back how it is named there. */
type Bind = (value: unknown, type: string) => string;

/**
 * Places of calls, the newest first. Each part of the union reads at most `most` rows, in the order of an index of
 * `0023_journal_search.sql`: no question reads all calls, however rare what it asks for is.
 */
export function searchSql(
  search: CallSearch,
  { before, most }: { readonly before: CallPlace | null; readonly most: number },
): Sql {
  return bound((bind) => {
    const here = [...rangeOf(search, bind), ...beforeOf(before, bind)];
    const order = `order by c.opened_at desc, c.call_id desc limit ${most}`;
    const parts = [openPart(search, here, bind, order), ...closedParts(search, here, bind, order)];
    return `with recursive ${endingPhones(search, bind)}, keys as (${parts.map((part) => `(${part})`).join(' union all ')})
      select (extract(epoch from opened_at) * 1000000)::bigint::text as opened_us, call_id
        from keys order by opened_at desc, call_id desc limit ${most}`;
  });
}

/** How many there are, counted no further than `most`. */
export function countSql(search: CallSearch, most: number): Sql {
  return bound((bind) => {
    const here = rangeOf(search, bind);
    const end = `limit ${most}`;
    const parts = [openPart(search, here, bind, end), ...closedParts(search, here, bind, end)];
    return `with recursive ${endingPhones(search, bind)}, keys as (${parts.map((part) => `(${part})`).join(' union all ')})
      select count(*)::int as n from (select from keys limit ${most}) as counted`;
  });
}

function bound(write: (bind: Bind) => string): Sql {
  const values: unknown[] = [];
  const text = write((value, type) => `$${values.push(value)}::${type}`);
  return { text, values };
}

const KEYS = 'select c.opened_at, c.call_id from calls c where';

/** Few: their own index, and a look at each. */
function openPart(search: CallSearch, here: readonly string[], bind: Bind, end: string): string {
  const { direction, result, phone } = search;
  const is = {
    answered: ['c.answered'],
    missed: [`not c.answered and c.status = 'ended'`],
    failed: ['c.failed_steps > 0'],
    open: [],
  };
  const wanted = [
    ...[...here, 'c.closed_at is null', ...whoOf(search, bind), ...(result === null ? [] : is[result])],
    ...(direction === null ? [] : [`c.direction = ${bind(direction, 'text')}`]),
    ...(phone === null ? [] : [`(${phonesOf(phone, bind).join(' or ')})`]),
  ];
  return `${KEYS} ${wanted.join(' and ')} ${end}`;
}

function phonesOf({ e164, lastDigits }: NonNullable<CallSearch['phone']>, bind: Bind): readonly string[] {
  return [
    ...(e164 === null ? [] : [`c.phone_e164 = ${bind(e164, 'text')}`]),
    ...(lastDigits === null ? [] : [`c.phone_e164 like '%' || ${bind(lastDigits, 'text')}`]),
  ];
}

/** None where only open ones are wanted. By what is rarest: the phone, a failed step, a manager or an extension, the kind. */
function closedParts(search: CallSearch, here: readonly string[], bind: Bind, end: string): readonly string[] {
  const { result, phone } = search;
  if (result === 'open') return [];
  const failed = result === 'failed' ? ['c.failed_steps > 0'] : [];
  const wanted = [...here, 'c.closed_at is not null', ...whoOf(search, bind), ...failed];
  const kinds = bind(kindsOf(search), 'smallint[]');
  const each = (source: string, condition: string) =>
    `select k.* from ${source} cross join lateral (${KEYS} ${[...wanted, condition].join(' and ')} ${end}) k`;
  if (phone !== null) {
    return [
      each('phones p', `p.backwards is not null and reverse(c.phone_e164) = p.backwards and c.kind = any (${kinds})`),
    ];
  }
  if (result === 'failed') return [`${KEYS} ${[...wanted, `c.kind = any (${kinds})`].join(' and ')} ${end}`];
  return [each(`unnest(${kinds}) as of (kind)`, 'c.kind = of.kind')];
}

/** As the column `kind` says it. */
function kindsOf({ direction, result }: CallSearch): readonly number[] {
  const directions = direction === null ? [0, 2, 4, 6] : [{ incoming: 0, outgoing: 2, internal: 4 }[direction]];
  const answers = [...(result === 'answered' ? [] : [0]), ...(result === 'missed' ? [] : [1])];
  return directions.flatMap((one) => answers.map((answered) => one + answered));
}

/**
 * Each number that is looked for, backwards. Those that end in some digits are found one after the other, however many calls each
 * has; `:` stands behind all digits.
 */
function endingPhones({ enterprise, phone }: CallSearch, bind: Bind): string {
  const { e164 = null, lastDigits = null } = phone ?? {};
  const whole = e164 === null ? [] : [`select reverse(${bind(e164, 'text')})`];
  if (lastDigits === null) return `phones (backwards) as (${whole[0] ?? 'select null::text'})`;
  const digits = bind([...lastDigits].toReversed().join(''), 'text');
  const next = (after: string) => `select reverse(c.phone_e164) as backwards from calls c
     where c.enterprise_number = ${bind(enterprise, 'text')} and c.closed_at is not null and c.phone_e164 is not null
       and reverse(c.phone_e164) ${after} and reverse(c.phone_e164) ~<~ (${digits} || ':')
     order by reverse(c.phone_e164) using ~<~ limit 1`;
  return `ending (backwards) as (
      (${next(`~>=~ ${digits}`)})
      union all select (${next('~>~ ending.backwards')}) from ending where ending.backwards is not null),
    phones (backwards) as (select backwards from ending ${whole.map((one) => `union ${one}`).join(' ')})`;
}

function rangeOf({ enterprise, fromMs, toMs }: CallSearch, bind: Bind): readonly string[] {
  const time = (ms: number) => bind(new Date(ms).toISOString(), 'timestamptz');
  return [
    `c.enterprise_number = ${bind(enterprise, 'text')}`,
    ...(fromMs === null ? [] : [`c.opened_at >= ${time(fromMs)}`]),
    ...(toMs === null ? [] : [`c.opened_at < ${time(toMs)}`]),
  ];
}

function beforeOf(before: CallPlace | null, bind: Bind): readonly string[] {
  if (before === null) return [];
  const at = `timestamptz 'epoch' + ${bind(before.openedUs, 'bigint')} * interval '1 microsecond'`;
  return [`(c.opened_at, c.call_id) < (${at}, ${bind(before.callId, 'text')})`];
}

function whoOf({ managerId, extension }: CallSearch, bind: Bind): readonly string[] {
  return [
    ...(managerId === null ? [] : [`c.manager_id = ${bind(managerId, 'text')}`]),
    ...(extension === null ? [] : [`c.extension = ${bind(extension, 'text')}`]),
  ];
}
