import { writeFileSync } from 'node:fs';
import { operations } from '../api/openapi/operations.ts';
import { apiPage } from './api-docs/page.ts';

/** `npm run api-docs`: writes docs/api.md. */
writeFileSync(new URL('../docs/api.md', import.meta.url), apiPage(operations));
