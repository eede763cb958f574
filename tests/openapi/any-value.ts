import fc from 'fast-check';
import type { Schema } from './described.ts';

export type Schemas = Readonly<Record<string, Schema>>;

/** Values that a schema allows. Throws for keywords that our schemas do not have. */
export function anyValue(schema: Schema, named: Schemas): fc.Arbitrary<unknown> {
  const { $ref, anyOf, oneOf, type } = schema;
  if ($ref !== undefined) return ofName($ref, named);
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  // What JSON Schema can't say of a text, its examples do.
  if (schema.examples && schema.examples.length > 0) return fc.constantFrom(...schema.examples);
  const branches = anyOf ?? oneOf;
  if (branches) return fc.oneof(...branches.map((branch) => anyValue(branch, named)));
  if (Array.isArray(type)) return fc.oneof(...type.map((one: string) => anyValue({ ...schema, type: one }, named)));
  switch (type) {
    case undefined:
      return plainJson;
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'string':
      return anyText(schema);
    case 'integer':
      return fc.integer({ min: Math.max(schema.minimum ?? -9e9, -9e9), max: Math.min(schema.maximum ?? 9e9, 9e9) });
    case 'number':
      return anyNumber(schema);
    case 'array':
      return fc.array(anyValue(schema.items ?? {}, named), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, Math.max(4, schema.minItems ?? 0)),
      });
    case 'object':
      return anyObject(schema, named);
    default:
      throw new Error(`A schema of type ${JSON.stringify(type)}`);
  }
}

const plainJson = fc.jsonValue({ maxDepth: 2 });

function ofName($ref: string, named: Schemas): fc.Arbitrary<unknown> {
  const name = $ref.replace('#/components/schemas/', '');
  const schema = named[name];
  if (!schema) throw new Error(`There is no schema ${$ref}`);
  // The one that refers to itself.
  return name === 'Json' ? plainJson : anyValue(schema, named);
}

function anyNumber({ minimum = -1e9, maximum = 1e9, exclusiveMinimum }: Schema): fc.Arbitrary<number> {
  const isAbove = exclusiveMinimum !== undefined;
  const range = { min: exclusiveMinimum ?? minimum, max: maximum, minExcluded: isAbove };
  return fc.double({ ...range, noNaN: true, noDefaultInfinity: true });
}

/** Readable text in any language, without control characters and with something to read where anything must be. */
function anyText({ pattern, format, minLength = 0, maxLength = 40 }: Schema): fc.Arbitrary<string> {
  if (format === 'base64')
    return fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes).toString('base64'));
  if (format === 'date-time')
    return fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map((at) => at.toISOString());
  const text =
    pattern === undefined
      ? fc.string({ unit: 'grapheme', maxLength: 40 })
      : fc.stringMatching(new RegExp(pattern, 'u'));
  return text.filter(
    (value) => value.length <= maxLength && value.trim().length >= minLength && !/\p{Cc}/u.test(value),
  );
}

function anyObject({ properties = {}, required = [], additionalProperties, propertyNames }: Schema, named: Schemas) {
  const fields = fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, anyValue(field, named)])),
    { requiredKeys: [...required] },
  );
  if (typeof additionalProperties !== 'object') return fields;
  const name = propertyNames === undefined ? fc.string() : anyValue(propertyNames, named).map(String);
  const others = fc.dictionary(name, anyValue(additionalProperties, named), { maxKeys: 3 });
  return fc.tuple(others, fields).map(([more, own]) => ({ ...more, ...own }));
}
