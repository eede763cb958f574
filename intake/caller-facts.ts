import type pg from 'pg';
import { extensionsInUse, talkerOf, wasMissed, type NumberKey, type Talker } from '../db/calls-of-number.ts';
import { customersOf, type Customer } from '../db/customers.ts';
import { knownProfile, type KnownProfile } from '../db/known-profile.ts';
import type { CacheSettings } from '../domain/settings/timing.ts';
import type { SmartRule, TalkedRule } from '../domain/settings/smart.ts';
import type { ChainFacts } from '../domain/smart/chain.ts';
import type { Nameable } from '../domain/smart/display-name.ts';

/** What our tables hold of a caller. What could not be read is as if it were not there. */
export interface StoredFacts extends Pick<ChainFacts, 'talked' | 'isInUse'> {
  readonly profile: KnownProfile | null;
  readonly customer: Nameable | null;
  readonly wasMissed: boolean;
}

export const NO_FACTS: StoredFacts = {
  ...{ profile: null, customer: null, wasMissed: false },
  talked: () => undefined,
  isInUse: () => undefined,
};

export interface FactsWanted {
  readonly key: NumberKey;
  /** The call that is about to ring. */
  readonly callId: string;
  /** Null where U-ON is switched off. */
  readonly account: string | null;
  readonly cache: CacheSettings;
  /** Empty where nobody asks whom to ring. */
  readonly rules: readonly SmartRule[];
}

export interface FactsDeps {
  readonly pool: pg.Pool;
  /** Told of a question to the database that failed: the others count. */
  readonly onFailure: (error: unknown) => void;
}

/** All of it at once, since a telephone waits. Never fails. */
export async function storedFacts({ pool, onFailure }: FactsDeps, wanted: FactsWanted): Promise<StoredFacts> {
  const { key, callId, account, cache } = wanted;
  const orElse = <T, E>(question: Promise<T>, otherwise: E): Promise<T | E> =>
    question.catch((error: unknown) => {
      onFailure(error);
      return otherwise;
    });
  const [profile, customers, missed, journal] = await Promise.all([
    account === null ? null : orElse(knownProfile(pool, { ...key, account }, cache), null),
    orElse(customersOf(pool, key.enterprise, key.phoneE164), []),
    orElse(wasMissed(pool, key, callId), false),
    orElse(journalFacts(pool, wanted), NO_FACTS),
  ]);
  const [customer = null] = customers;
  return { ...journal, profile, customer: customer && nameOf(customer), wasMissed: missed };
}

/** What the journal says to the rules. */
export async function journalFacts(
  pool: pg.Pool,
  { key, rules }: Pick<FactsWanted, 'key' | 'rules'>,
): Promise<Pick<StoredFacts, 'talked' | 'isInUse'>> {
  const byKey = new Map(rules.flatMap((rule) => ('days' in rule ? [[keyOf(rule), rule] as const] : [])));
  const fallbacks = rules.flatMap((rule) => (rule.who === 'fallback' ? [rule.extension] : []));
  const [talkers, inUse] = await Promise.all([
    Promise.all(
      [...byKey].map(async ([name, { who, days }]): Promise<[string, Talker | null]> => {
        return [name, await talkerOf(pool, key, who === 'last_talked' ? 'last' : 'first', days)];
      }),
    ),
    fallbacks.length === 0 ? new Set<string>() : extensionsInUse(pool, key.enterprise, fallbacks),
  ]);
  const talked = new Map(talkers);
  const usedByTalk = talkers.flatMap(([, talker]) => (talker?.isInUse ? [talker.extension] : []));
  const used = new Set([...usedByTalk, ...inUse]);
  return { talked: (rule) => talked.get(keyOf(rule))?.extension ?? null, isInUse: (extension) => used.has(extension) };
}

function keyOf({ who, days }: TalkedRule): string {
  return `${who}/${days}`;
}

function nameOf({ last_name, first_name, middle_name, company }: Customer): Nameable {
  const [surname, name, patronymic] = [last_name ?? '', first_name ?? '', middle_name ?? ''];
  const kind = company && surname + name + patronymic === '' ? 'company' : 'person';
  return { surname, name, patronymic, company: company ?? '', kind };
}
