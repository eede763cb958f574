import { extensionsOfManager, managersOfExtension } from '../manager-extensions.ts';
import type { SmartRule, TalkedRule } from '../settings/smart.ts';
import type { ExtensionReason, FallenReason, OptionReason } from './words.ts';

/** What is known of the caller in U-ON. */
export type CallerClient =
  | { readonly kind: 'found'; readonly managerId: string | null }
  | { readonly kind: 'none' }
  /** U-ON did not say in time. */
  | { readonly kind: 'not-known' }
  /** It is switched off, or has no key. */
  | { readonly kind: 'uon-off' };

/** What the rules go by. */
export interface ChainFacts {
  readonly client: CallerClient;
  /** Of the settings and of U-ON. */
  readonly userExtensions: Readonly<Record<string, readonly string[]>>;
  /** Who talked to the number by this rule; null: nobody; undefined: the journal did not say in time. */
  readonly talked: (rule: TalkedRule) => string | null | undefined;
  /** Has somebody talked by this extension lately? Undefined: the journal did not say in time. */
  readonly isInUse: (extension: string) => boolean | undefined;
}

/** What a rule came to. */
export interface ChainStep {
  readonly who: SmartRule['who'];
  readonly extension: string | null;
  readonly managerId: string | null;
  /** A call may go there. */
  readonly isOption: boolean;
  readonly reason: OptionReason | FallenReason;
}

export interface ChainSettings {
  readonly rules: readonly SmartRule[];
  readonly block: readonly string[];
}

const BY_DEFAULT: readonly SmartRule[] = [{ who: 'client_manager' }];

/** The rules that count: without any it is the client's manager. */
export function rulesOf({ rules }: Pick<ChainSettings, 'rules'>): readonly SmartRule[] {
  return rules.length > 0 ? rules : BY_DEFAULT;
}

/** Does it take to know the client in U-ON? */
export function asksForClient(settings: Pick<ChainSettings, 'rules'>): boolean {
  return rulesOf(settings).some(({ who }) => who === 'client_manager');
}

/** The rules in their order, and what each came to: an extension once, at the first rule that gives it. */
export function redirectChain(settings: ChainSettings, facts: ChainFacts): readonly ChainStep[] {
  const steps: ChainStep[] = [];
  for (const rule of rulesOf(settings)) {
    const given = new Set(steps.flatMap(({ isOption, extension }) => (isOption ? [extension] : [])));
    const found = optionOf(rule, settings.block, facts);
    steps.push(
      found.isOption && given.has(found.extension) ? { ...found, isOption: false, reason: 'repeated' } : found,
    );
  }
  return steps;
}

/** Where the call is to go: the first option; where there is none, why the first rule gave none. */
export function chosenOf(steps: readonly ChainStep[]): Pick<ChainStep, 'extension' | 'managerId'> & {
  readonly reason: ExtensionReason;
} {
  const option = steps.find(({ isOption }) => isOption);
  if (option) return option;
  const [first] = steps;
  return { extension: null, managerId: first?.managerId ?? null, reason: first?.reason ?? 'no_client' };
}

function optionOf(rule: SmartRule, block: readonly string[], facts: ChainFacts): ChainStep {
  switch (rule.who) {
    case 'client_manager':
      return ofManager(block, facts);
    case 'last_talked':
    case 'first_talked':
      return ofTalk(rule, block, facts);
    case 'fallback':
      return judged({ who: rule.who, extension: rule.extension, reason: 'fallback' }, block, facts);
  }
}

function ofManager(block: readonly string[], { client, userExtensions }: ChainFacts): ChainStep {
  const none = { who: 'client_manager', extension: null, managerId: null, isOption: false } as const;
  switch (client.kind) {
    case 'none':
      return { ...none, reason: 'no_client' };
    case 'not-known':
      return { ...none, reason: 'not_known' };
    case 'uon-off':
      return { ...none, reason: 'uon_off' };
    case 'found': {
      const { managerId } = client;
      if (managerId === null) return { ...none, reason: 'no_manager' };
      const own = extensionsOfManager({ user_extensions: userExtensions }, managerId);
      const free = own.find((extension) => !block.includes(extension));
      if (free !== undefined) return { ...none, extension: free, managerId, isOption: true, reason: 'manager' };
      const [blocked = null] = own;
      return { ...none, extension: blocked, managerId, reason: blocked === null ? 'no_extension' : 'blocked' };
    }
  }
}

function ofTalk(rule: TalkedRule, block: readonly string[], facts: ChainFacts): ChainStep {
  const extension = facts.talked(rule);
  if (typeof extension === 'string') return judged({ who: rule.who, extension, reason: rule.who }, block, facts);
  const reason = extension === null ? 'nobody_talked' : 'not_known';
  return { who: rule.who, extension: null, managerId: null, isOption: false, reason };
}

interface Named {
  readonly who: SmartRule['who'];
  readonly extension: string;
  readonly reason: OptionReason;
}

/** May a call go to this extension? Where nobody can say whether it is in use, the rule is believed: better rung in vain than not at all. */
function judged({ who, extension, reason }: Named, block: readonly string[], facts: ChainFacts): ChainStep {
  const [managerId = null] = managersOfExtension({ user_extensions: facts.userExtensions }, extension);
  const fallen = block.includes(extension)
    ? 'blocked'
    : managerId === null && facts.isInUse(extension) === false
      ? 'no_such_extension'
      : null;
  return { who, extension, managerId, isOption: fallen === null, reason: fallen ?? reason };
}
