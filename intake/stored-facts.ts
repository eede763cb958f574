import type pg from 'pg';
import { storedCaller, type StoredCaller, type CallerKey, type Talk } from '../db/stored-caller.ts';
import type { CacheSettings } from '../domain/settings/timing.ts';
import type { SmartRule, TalkedRule } from '../domain/settings/smart.ts';
import type { ChainFacts } from '../domain/smart/chain.ts';
import type { Nameable } from '../domain/smart/display-name.ts';

/** What our tables hold of a caller. */
export interface StoredFacts
  extends Pick<ChainFacts, 'talked' | 'isInUse'>, Pick<StoredCaller, 'profile' | 'wasMissed'> {
  readonly customer: Nameable | null;
}

/** As it is where they did not say. */
export const NO_FACTS: StoredFacts = {
  ...{ profile: null, customer: null, wasMissed: false },
  talked: () => undefined,
  isInUse: () => undefined,
};

export interface FactsWanted {
  readonly key: CallerKey;
  readonly cache: CacheSettings;
  /** Empty where nobody asks whom to ring. */
  readonly rules: readonly SmartRule[];
}

/** The profile, our own customer, and what the journal says to the rules. */
export async function storedFacts(pool: pg.Pool, { key, cache, rules }: FactsWanted): Promise<StoredFacts> {
  const talks = new Map(rules.flatMap((rule) => ('days' in rule ? [[nameOf(rule), talkOf(rule)] as const] : [])));
  const extensions = rules.flatMap((rule) => (rule.who === 'fallback' ? [rule.extension] : []));
  const row = await storedCaller(pool, key, { talks: [...talks.values()], extensions, ttl: cache });
  const talked = new Map([...talks.keys()].map((name, n) => [name, row.talkers[n]?.extension ?? null]));
  const inUse = new Set([...row.inUse, ...row.talkers.flatMap((one) => (one.isInUse ? [one.extension] : []))]);
  return {
    ...{ profile: row.profile, wasMissed: row.wasMissed, customer: row.customer && nameable(row.customer) },
    talked: (rule) => talked.get(nameOf(rule)) ?? null,
    isInUse: (extension) => inUse.has(extension),
  };
}

function nameOf({ who, days }: TalkedRule): string {
  return `${who}/${days}`;
}

function talkOf({ who, days }: TalkedRule): Talk {
  return { which: who === 'last_talked' ? 'last' : 'first', days };
}

function nameable({ last_name, first_name, middle_name, company }: NonNullable<StoredCaller['customer']>): Nameable {
  const [surname, name, patronymic] = [last_name ?? '', first_name ?? '', middle_name ?? ''];
  const kind = company && surname + name + patronymic === '' ? 'company' : 'person';
  return { surname, name, patronymic, company: company ?? '', kind };
}
