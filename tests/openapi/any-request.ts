import fc from 'fast-check';
import { anyValue, type Schemas } from './any-value.ts';
import type { Described, Parameter } from './described.ts';
import { naming, type Known, type Values } from './known.ts';
import type { Sample } from './request.ts';

/** Requests as the document allows them: half of them name what is there, the others something that may not be. */
export function anyRequest(
  { operationId, parameters, requestBody }: Described,
  schemas: Schemas,
  known: Known,
  headers: Sample['headers'],
): fc.Arbitrary<Sample> {
  const special = known.ofOperation[operationId] ?? {};
  const [pathValues, fieldValues] = [
    { ...known.path, ...special },
    { ...known.fields, ...special },
  ];
  const of = (where: Parameter['in']) => {
    const own = parameters.filter((parameter) => parameter.in === where);
    const fields = Object.fromEntries(
      own.map(({ name, schema }) => [name, sendable(where, anyValue(schema, schemas))]),
    );
    return fc.record(fields, { requiredKeys: own.filter(({ required }) => required).map(({ name }) => name) });
  };
  const bodies = Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) =>
    anyValue(schema, schemas).map((value) => ({ type, value })),
  );
  const body = bodies.length === 0 ? fc.constant(undefined) : fc.oneof(...bodies);
  return fc
    .record({ isKnown: fc.boolean(), path: of('path'), query: of('query'), header: of('header'), body })
    .map((any) => ({
      headers: { ...texts(any.header), ...headers },
      path: record(any.isKnown ? naming(any.path, pathValues) : withFixed(any.path, pathValues)),
      query: record(naming(any.query, fieldValues)),
      ...(any.body && { body: { type: any.body.type, value: naming(any.body.value, fieldValues) } }),
    }));
}

/** A secret in the address is no name that may be invented: it says who asks. */
export const SECRETS = ['secret', 'token'];
/** Nor is what must stand in the body too. */
const FIXED = [...SECRETS, 'number'];

function withFixed(path: unknown, known: Values): unknown {
  return naming(path, Object.fromEntries(FIXED.map((name) => [name, known[name]])));
}

/** Part of a path: never empty, nor one that a client folds away; a header in ASCII; all of characters that can be encoded. */
function sendable(where: Parameter['in'], value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const rules = { path: /^(?!\.{0,2}$)/, query: /^/, header: /^[\x21-\x7e]+$/ };
  const text = (one: unknown): string => (typeof one === 'string' ? one : JSON.stringify(one));
  return value.filter((one) => text(one).isWellFormed() && rules[where].test(text(one)));
}

function texts(values: object): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return value as Readonly<Record<string, unknown>>;
}
