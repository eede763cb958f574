import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const HERE = fileURLToPath(new URL('./', import.meta.url));
/** Imports of values: those of types alone are no code. */
const DOMAIN_VALUE = /^import (?!type\b)(?:[^;]*? from )?'[./]+\/(domain\/[\w/-]+\.ts)';/gms;

function domainOf(file: string): string[] {
  return [...readFileSync(`${HERE}${file}`, 'utf8').matchAll(DOMAIN_VALUE)].map(([, path]) => path ?? '');
}

it('all that workflows use of domain/ is loaded once a worker, not for each call', () => {
  const files = readdirSync(HERE, { recursive: true, encoding: 'utf8' });
  const workflows = files.filter((file) => file.endsWith('.ts') && !/(\.test|stateless)\.ts$/.test(file));
  const used = new Set(workflows.flatMap(domainOf));
  expect(used.size).toBeGreaterThan(10);
  expect(domainOf('stateless.ts').toSorted()).toEqual([...used].toSorted());
});
