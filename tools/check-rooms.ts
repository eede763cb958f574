import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

import { breachesOf } from './rooms/breaches.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NOT_OURS = ['node_modules', '.data', 'coverage', 'dist', '.git'];

const files = globSync('**/*.{ts,tsx,mts}', { cwd: ROOT, exclude: (name) => NOT_OURS.includes(name) });
const breaches = files.flatMap((file) => breachesOf(file.replaceAll(sep, '/'), readFileSync(join(ROOT, file), 'utf8')));

for (const { place, problem } of breaches) console.error(`${place}  ${problem}`);
console.log(`rooms: ${files.length} files, ${breaches.length} breaches`);
process.exitCode = breaches.length > 0 ? 1 : 0;
