import { Connection } from '@temporalio/client';

import { SEARCH_ATTRIBUTE } from '../../workflows/names.ts';
import type { TemporalConnectionOptions } from '../temporal-connection.ts';

/** What the Web UI shows of a call at a glance; no personal data goes here. */
export const SEARCH_ATTRIBUTES = {
  [SEARCH_ATTRIBUTE.enterprise]: 'Keyword',
  [SEARCH_ATTRIBUTE.direction]: 'Keyword',
  [SEARCH_ATTRIBUTE.state]: 'Keyword',
  [SEARCH_ATTRIBUTE.answered]: 'Bool',
} as const;

/** As temporal.api.enums.v1.IndexedValueType numbers them. */
const TYPE_NUMBERS = { Keyword: 2, Bool: 5 } as const;

/** A server that is not ours can't be prepared; the message says what its administrator has to do. */
export class SearchAttributesError extends Error {
  override name = 'SearchAttributesError';
}

/**
 * Makes sure that a server which is not ours knows our search attributes: without them no call could be written.
 *
 * @throws SearchAttributesError when it can't be reached or does not let us
 */
export async function ensureSearchAttributes(options: TemporalConnectionOptions, namespace: string): Promise<void> {
  let connection: Connection | undefined;
  try {
    connection = await Connection.connect({ ...options, connectTimeout: 10_000 });
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    const missing = Object.entries(SEARCH_ATTRIBUTES).filter(([name]) => !(name in (customAttributes ?? {})));
    if (missing.length === 0) return;
    const searchAttributes = Object.fromEntries(missing.map(([name, type]) => [name, TYPE_NUMBERS[type]]));
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const commands = Object.entries(SEARCH_ATTRIBUTES).map(
      ([name, type]) =>
        `  temporal operator search-attribute create --namespace ${namespace} --name ${name} --type ${type}`,
    );
    throw new SearchAttributesError(
      [`Temporal at ${options.address} could not be prepared: ${reason}`, 'It must know these:', ...commands].join(
        '\n',
      ),
    );
  } finally {
    await connection?.close();
  }
}
