import type { LeadSummary } from '../client-lists.ts';
import type { SmartSettings } from '../settings.ts';
import type { Client } from '../uon-shapes.ts';
import { chosenOf, redirectChain, type CallerClient, type ChainFacts, type ChainStep } from './chain.ts';
import { displayName, type Nameable } from './display-name.ts';
import { callerTags, priorityOf } from './tags.ts';
import {
  OPTION_REASONS,
  type CallerTag,
  type DecisionReason,
  type DecisionSource,
  type OptionReason,
} from './words.ts';

/** What is known of the caller's number in U-ON, and from when. */
export type Known =
  /** `client` null: U-ON knows nobody. */
  | { readonly kind: 'told'; readonly client: Client | null; readonly source: 'cache' | 'stale' | 'uon' }
  | { readonly kind: 'not-known' | 'uon-off' };

/** Whatever could be found out of an outside caller in time. */
export interface CallerFacts extends Omit<ChainFacts, 'client'> {
  readonly known: Known;
  /** As far as they are kept. */
  readonly leads: readonly Pick<LeadSummary, 'isArchived'>[];
  readonly hasActiveRequest: boolean;
  /** The name in our own list of customers. */
  readonly customer: Nameable | null;
  readonly wasMissed: boolean;
}

export type DecisionSettings = Pick<SmartSettings, 'mode' | 'rules' | 'block' | 'transliterate' | 'name_length'>;

export interface RedirectOption {
  readonly extension: string;
  readonly managerId: string | null;
  readonly reason: OptionReason;
}

/** What a PBX is told of a caller, and why. */
export interface Decision {
  readonly name: string | null;
  /** The extension to ring. */
  readonly extension: string | null;
  readonly tags: readonly CallerTag[];
  readonly priority: number;
  readonly redirect: readonly RedirectOption[];
  readonly reason: DecisionReason;
  readonly chain: readonly ChainStep[];
  readonly source: DecisionSource;
}

const NOTHING = { name: null, extension: null, redirect: [], chain: [], source: 'none' } as const;

/** Nothing is told: of those who are no outside callers, and where the settings want nothing told. */
export function silent(reason: 'own_number' | 'no_number' | 'mode_off', tags: readonly CallerTag[]): Decision {
  return { ...NOTHING, reason, tags, priority: 0 };
}

/** Of an outside caller, by what is known of him. */
export function decide(settings: DecisionSettings, wantsDialplan: boolean, facts: CallerFacts): Decision {
  const { known, customer } = facts;
  const client = known.kind === 'told' ? known.client : null;
  const named = client ? displayName(client, settings) : null;
  const own = customer ? displayName(customer, settings) : null;
  const isOwn = named === null && own !== null;
  const tags = callerTags({
    kind: client?.kind ?? (own === null ? null : (customer?.kind ?? null)),
    isNew: known.kind === 'told' && client === null,
    hasActiveLead: facts.leads.some(({ isArchived }) => !isArchived),
    hasActiveRequest: facts.hasActiveRequest,
    wasMissed: facts.wasMissed,
  });
  return {
    name: named ?? own,
    tags,
    priority: priorityOf(tags),
    source: isOwn && !client ? 'customers' : known.kind === 'told' ? known.source : 'none',
    ...routed(settings, wantsDialplan, facts),
  };
}

type Route = Pick<Decision, 'extension' | 'redirect' | 'reason' | 'chain'>;

function routed(settings: DecisionSettings, wantsDialplan: boolean, facts: CallerFacts): Route {
  const { extension, redirect, chain } = NOTHING;
  if (settings.mode !== 'route') return { extension, redirect, chain, reason: 'mode_name' };
  if (!wantsDialplan) return { extension, redirect, chain, reason: 'not_wanted' };
  const steps = redirectChain(settings, { ...facts, client: clientIn(facts.known) });
  const chosen = chosenOf(steps);
  return {
    extension: chosen.extension,
    reason: chosen.reason,
    redirect: steps.filter(({ isOption }) => isOption).flatMap(optionTold),
    chain: steps,
  };
}

export function clientIn(known: Known): CallerClient {
  if (known.kind !== 'told') return known;
  return known.client ? { kind: 'found', managerId: known.client.managerId } : { kind: 'none' };
}

function optionTold({ extension, managerId, reason }: ChainStep): readonly RedirectOption[] {
  const why = OPTION_REASONS.find((word) => word === reason);
  return extension === null || why === undefined ? [] : [{ extension, managerId, reason: why }];
}
