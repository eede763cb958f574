import '../form/zod-without-eval.ts';
import { integrationsConfig } from '../../../../../domain/settings.ts';
import { TALKED_DAYS, type SmartRule } from '../../../../../domain/settings/smart.ts';
import type { Settings } from '../../../api/enterprise.ts';

type Smart = Settings['integrations_config']['smart'];

/** A rule with all fields that one of its kind may have, so that what was typed stays when another kind is tried. */
export interface RuleDraft {
  readonly who: SmartRule['who'];
  readonly extension: string;
  readonly days: number;
}

export const NEW_RULE: RuleDraft = { who: 'last_talked', extension: '', days: TALKED_DAYS };

/** The block `smart` as it stands in the fields: what is not set is an empty text, the block list is a text. */
export type SmartDraft = ReturnType<typeof smartDraftOf>;

export function smartDraftOf(smart: Smart) {
  return {
    ...smart,
    primary: smart.primary ?? '',
    rules: smart.rules.map((rule): RuleDraft => ({ ...NEW_RULE, ...rule })),
    block: smart.block.join(', '),
  };
}

/** What is stored of a draft. */
export function smartOf(draft: SmartDraft): Smart {
  const primary = draft.primary.trim();
  return {
    ...draft,
    primary: primary === '' ? undefined : primary,
    rules: draft.rules.map(ruleOf),
    block: extensionsIn(draft.block),
  };
}

/** Each once. A blank within one is left for the schema to find. */
function extensionsIn(text: string): string[] {
  const given = text.split(/[,;\n]/).map((part) => part.trim());
  return [...new Set(given)].filter((part) => part !== '');
}

function ruleOf({ who, extension, days }: RuleDraft): SmartRule {
  if (who === 'client_manager') return { who };
  return who === 'fallback' ? { who, extension: extension.trim() } : { who, days };
}

/** What counts where nothing is set. */
export const DEFAULT_SMART = smartDraftOf(integrationsConfig.parse({}).smart);
