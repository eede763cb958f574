import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

import { operations } from '../../api/openapi/operations.ts';
import { apiPage } from './page.ts';

it('docs/api.md is what `npm run api-docs` writes', () => {
  expect(readFileSync('docs/api.md', 'utf8')).toBe(apiPage(operations));
});
