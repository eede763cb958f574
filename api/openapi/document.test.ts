import { Validator } from '@seriousme/openapi-schema-validator';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { checksOf } from './checks.fixture.ts';
import type { Operation } from './operation.ts';
import { operations } from './operations.ts';
import { theDocument } from './the-document.ts';

const document = theDocument('1.2.3');

const checked = checksOf(document);

interface Content {
  readonly schema: object;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}
/** Whatever has a schema, and the examples beside it. */
function contents(node: unknown): Content[] {
  if (typeof node !== 'object' || node === null) return [];
  const own = 'schema' in node && typeof node.schema === 'object' ? [node as Content] : [];
  return [...own, ...Object.values(node).flatMap(contents)];
}

describe('the document', () => {
  it('is OpenAPI 3.1, by the official schema', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document) as Record<string, unknown>);
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
    expect(document).toMatchObject({ openapi: '3.1.1', info: { version: '1.2.3' } });
  });

  it('has schemas that are right, and examples that keep to them', () => {
    const all = contents(document.paths);
    const examples = all.flatMap(({ schema, example, examples = {} }) => [
      ...(example === undefined ? [] : [{ schema, value: example }]),
      ...Object.values(examples).map(({ value }) => ({ schema, value })),
    ]);
    for (const { schema } of all) checked(schema, null);
    expect(examples.length).toBeGreaterThan(20);
    for (const { schema, value } of examples) expect(checked(schema, value), JSON.stringify(value)).toEqual([]);
    for (const schema of Object.values(document.components.schemas)) checked(schema, null);
  });

  it.each(['examples/enterprise.json', 'demo/enterprise-0367.json'])('takes %s for an enterprise', (file) => {
    const enterprise: unknown = JSON.parse(readFileSync(file, 'utf8'));
    expect(checked({ $ref: '#/components/schemas/EnterpriseFile' }, enterprise)).toEqual([]);
  });

  it('tells of each operation once, under one name', () => {
    const ids = operations.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.values(document.paths).flatMap(Object.keys)).toHaveLength(operations.length);
  });

  it.each(operations.map((one) => [`${one.method} ${one.path}`, one] as const))(
    'has all parameters of the path of %s',
    (_name, { path, params }: Operation) =>
      expect(Object.keys(params?.shape ?? {})).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)),
  );
});

it.each(operations.flatMap(({ id, body }) => (body ? [[id, body] as const] : [])))(
  'the examples of %s are taken by the schema that checks',
  (_id, { schema, examples }) => {
    for (const example of Object.values(examples)) expect(schema.safeParse(example).error).toBeUndefined();
  },
);
