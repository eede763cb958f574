// `npm run page`, and before tests that are run by hand: builds the administration page where that is not done yet.
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPage } from './page.mjs';

buildPage(resolve(dirname(fileURLToPath(import.meta.url)), '../..'));
