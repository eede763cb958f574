import { readFileSync } from 'node:fs';

import { expect, it } from 'vitest';

import { fullFile } from '../../domain/enterprise.fixture.ts';
import { readEnterpriseFile } from '../../domain/enterprise.ts';
import { integrationsConfig } from '../../domain/settings.ts';

const docs = readFileSync('docs/settings.md', 'utf8');

/** The rows of the tables as [key, default]. */
const rows = [...docs.matchAll(/^\| `(\w+)` \| .*? \| (.*?) \| .* \|$/gm)].map(([, key = '', byDefault = '']) => ({
  key,
  byDefault,
}));

function leaves(value: object): [key: string, value: unknown][] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const isBlock =
      typeof inner === 'object' && inner !== null && !Array.isArray(inner) && Object.keys(inner).length > 0;
    return isBlock ? leaves(inner) : [[key, inner]];
  });
}

const { working_hours: hours } = integrationsConfig.parse({
  uon: { incoming_call_actions: { working_hours: {} } },
}).uon.incoming_call_actions;
/** Those of a block that is not there unless it is given, too. */
const defaults = new Map([...leaves(integrationsConfig.parse({})), ...leaves(hours ?? {})]);
/** Keys without a default are in no parsed file that does not name them. */
const keys = new Set(
  [...defaults.keys(), 'working_hours', ...leaves(fullFile).map(([key]) => key)].filter((key) => !/^\d+$/.test(key)),
);

it('the page of the settings has a row for every key, with its default', () => {
  for (const key of keys) {
    const value = defaults.get(key);
    const shown = value === undefined ? '-' : typeof value === 'string' ? value : JSON.stringify(value);
    const stated = rows.filter((row) => row.key === key).map((row) => row.byDefault);
    expect(
      stated.some((byDefault) => byDefault.includes(shown)),
      `${key} is ${shown}`,
    ).toBe(true);
  }
});

it('the page of the settings has no key that is not there', () => {
  const known = new Set([...Object.keys(readEnterpriseFile({ number: '1', token: 't' })), ...keys]);
  expect(rows.filter(({ key }) => !known.has(key))).toEqual([]);
  expect(rows.length).toBeGreaterThan(60);
});

it.each(['examples/enterprise.json', 'demo/enterprise-0367.json'])('%s is a right enterprise', (path) => {
  expect(() => readEnterpriseFile(JSON.parse(readFileSync(path, 'utf8')))).not.toThrow();
});
