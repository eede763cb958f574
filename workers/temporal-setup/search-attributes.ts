import type { Connection } from '@temporalio/client';

import { SEARCH_ATTRIBUTE } from '../../workflows/names.ts';
import { TemporalSetupError, type SetupStep } from './setup-step.ts';

/** What the Web UI shows of a call at a glance; no personal data goes here. */
export const SEARCH_ATTRIBUTES = {
  [SEARCH_ATTRIBUTE.enterprise]: 'Keyword',
  [SEARCH_ATTRIBUTE.direction]: 'Keyword',
  [SEARCH_ATTRIBUTE.state]: 'Keyword',
  [SEARCH_ATTRIBUTE.answered]: 'Bool',
} as const;

/** As temporal.api.enums.v1.IndexedValueType numbers them. */
const TYPE_NUMBERS = { Keyword: 2, Bool: 5 } as const;

/** Makes the namespace know our search attributes: without them no call could be written. */
export async function ensureSearchAttributes(connection: Connection, namespace: string): Promise<SetupStep> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const known: Record<string, number> = customAttributes ?? {};
  for (const [name, type] of Object.entries(SEARCH_ATTRIBUTES)) {
    if (name in known && known[name] !== TYPE_NUMBERS[type]) {
      throw new TemporalSetupError(`search attribute ${name} is there with another type than ${type}: remove it first`);
    }
  }
  const missing = Object.entries(SEARCH_ATTRIBUTES).filter(([name]) => !(name in known));
  if (missing.length === 0) return { changed: false, text: 'search attributes: all there' };
  const searchAttributes = Object.fromEntries(missing.map(([name, type]) => [name, TYPE_NUMBERS[type]]));
  await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
  return { changed: true, text: `search attributes added: ${missing.map(([name]) => name).join(', ')}` };
}

/** How an administrator adds them by hand. */
export function searchAttributeCommands(namespace: string): string[] {
  return Object.entries(SEARCH_ATTRIBUTES).map(
    ([name, type]) =>
      `temporal operator search-attribute create --namespace ${namespace} --name ${name} --type ${type}`,
  );
}
