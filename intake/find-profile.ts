import type pg from 'pg';
import { knownProfile, type KnownList, type KnownProfile } from '../db/known-profile.ts';
import type { LeadSummary, RequestSummary } from '../domain/client-lists.ts';
import type { CacheSettings } from '../domain/settings/timing.ts';
import type { Client } from '../domain/uon-shapes.ts';
import type { LookupAnswer, LookupQuestion } from '../workflows/lookup-messages.ts';
import type { AskLookup } from './ask-lookup.ts';

/** What is known of the client under a number. Lists that were not asked for, or never read, are empty. */
export interface Profile {
  /** Null: U-ON knows none. */
  readonly client: Client | null;
  readonly leads: readonly LeadSummary[];
  readonly requests: readonly RequestSummary[];
  /** `cache`: what U-ON said before. */
  readonly source: 'cache' | 'uon';
  /** U-ON did not answer: it is what was known last. */
  readonly isStale: boolean;
}

export interface ProfilePlace {
  readonly enterprise: string;
  readonly account: string;
  readonly phoneE164: string;
  readonly cache: CacheSettings;
}

/** Where an answer came from; `none`: there was nothing to answer with. */
export type AnsweredBy = Profile['source'] | 'stale' | 'none';

export interface FindProfileDeps {
  readonly pool: pg.Pool;
  readonly ask: AskLookup;
  readonly onAnswer: (by: AnsweredBy) => void;
}

/**
 * The client under a number: from the database while that is fresh, else by the workflow that asks U-ON. Where U-ON does not
 * answer in time, what was known last; null where nothing was. That there was none a while ago is nothing to go by.
 */
export async function findProfile(
  deps: FindProfileDeps,
  place: ProfilePlace,
  question: LookupQuestion,
): Promise<Profile | null> {
  const profile = await find(deps, place, question);
  deps.onAnswer(profile === null ? 'none' : profile.isStale ? 'stale' : profile.source);
  return profile;
}

async function find(
  { pool, ask }: FindProfileDeps,
  { enterprise, account, phoneE164, cache }: ProfilePlace,
  question: LookupQuestion,
): Promise<Profile | null> {
  const known = await knownProfile(pool, { enterprise, account, phoneE164 }, cache);
  if (known && !question.fresh && isEnough(known, question)) return kept(known, question, false);
  const answer = await ask({ enterprise, account, phoneE164 }, question);
  if (answer.kind !== 'failed') return told(answer);
  return known?.client ? kept(known, question, true) : null;
}

function isEnough({ client, isFresh, leads, requests }: KnownProfile, question: LookupQuestion): boolean {
  if (!isFresh || !client) return isFresh;
  const isThere = (list: KnownList<unknown> | null): boolean => list?.isFresh ?? false;
  return (!question.leads || isThere(leads)) && (!question.requests || isThere(requests));
}

function kept({ client, leads, requests }: KnownProfile, question: LookupQuestion, isStale: boolean): Profile {
  return {
    client,
    leads: question.leads ? (leads?.rows ?? []) : [],
    requests: question.requests ? (requests?.rows ?? []) : [],
    source: 'cache',
    isStale,
  };
}

function told(answer: Exclude<LookupAnswer, { kind: 'failed' }>): Profile {
  const nothing = { client: null, leads: [], requests: [] };
  const found =
    answer.kind === 'none'
      ? nothing
      : { client: answer.client, leads: answer.leads ?? [], requests: answer.requests ?? [] };
  return { ...found, source: 'uon', isStale: false };
}
