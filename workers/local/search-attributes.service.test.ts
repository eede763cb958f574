import { Connection } from '@temporalio/client';
import { expect, inject, test } from 'vitest';

import { ensureSearchAttributes, SEARCH_ATTRIBUTES, SearchAttributesError } from './search-attributes.ts';

test('a namespace that knows none of our search attributes learns them; a second time changes nothing', async () => {
  const address = inject('services').temporalAddress;
  const namespace = 'made-by-someone-else';
  const connection = await Connection.connect({ address });
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
  });
  await ensureSearchAttributes({ address }, namespace);
  await ensureSearchAttributes({ address }, namespace);
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  expect(Object.keys(customAttributes ?? {})).toEqual(expect.arrayContaining(Object.keys(SEARCH_ATTRIBUTES)));
  await connection.close();
});

test('where that fails the error says what the administrator has to do', async () => {
  const address = inject('services').temporalAddress;
  const error: unknown = await ensureSearchAttributes({ address }, 'no-such-namespace').catch((e: unknown) => e);
  expect(error).toBeInstanceOf(SearchAttributesError);
  expect(String(error)).toContain('search-attribute create --namespace no-such-namespace --name UonEnterprise');
});
