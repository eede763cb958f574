import { z } from 'zod';

export type JsonSchema = z.core.JSONSchema.JSONSchema;

/** Collects the schemas that have a name (`meta({ id })`), so that each stands in the document once. */
export interface Components {
  /** The schema as the document writes it where it is used. `input`: as it is sent, `output`: as it is read. */
  refer(schema: z.ZodType, io: 'input' | 'output'): JsonSchema;
  /** All that were named, by name. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
}

/** What refers to itself and has no name is a JSON value (`z.json()`). */
const SELF = /^__schema\d+$/;

export function createComponents(): Components {
  const schemas: Record<string, JsonSchema> = {};
  const add = (name: string, schema: JsonSchema): void => {
    const known = schemas[name];
    if (known && JSON.stringify(known) !== JSON.stringify(schema))
      throw new Error(`Two schemas are named ${name}; one name is one shape, sent or read`);
    schemas[name] = schema;
  };
  return {
    schemas,
    refer(schema, io) {
      const made = z.toJSONSchema(schema, { io, target: 'draft-2020-12', override: tellAll });
      relocate(made);
      const { $schema: _, '~standard': _standard, $defs = {}, ...own } = made;
      for (const [name, inner] of Object.entries($defs)) add(nameOf(name), inner);
      return own;
    },
  };
}

/** zod leaves out examples and defaults of what is transformed: ours are written as they are sent. */
function tellAll({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodType; jsonSchema: JsonSchema }): void {
  const { examples, default: byDefault } = z.globalRegistry.get(zodSchema) ?? {};
  if (Array.isArray(examples)) jsonSchema.examples = examples;
  if (byDefault !== undefined) jsonSchema.default = byDefault;
}

function nameOf(name: string): string {
  return SELF.test(name) ? 'Json' : name;
}

/** zod keeps named schemas in `$defs` of each schema; in the document they are components. */
function relocate(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  if ('shortForm' in node) orShortForm(node);
  const named = '$ref' in node && typeof node.$ref === 'string' ? /^#\/\$defs\/(.+)$/.exec(node.$ref)?.[1] : undefined;
  if (named !== undefined) Object.assign(node, { $ref: `#/components/schemas/${nameOf(named)}` });
  Object.values(node).forEach(relocate);
}

/** A schema that reads a short form too says so in its `meta`: zod itself tells of what it becomes alone. */
function orShortForm(node: { shortForm?: unknown }): void {
  const { shortForm, ...longForm } = node;
  for (const key of Object.keys(node)) Reflect.deleteProperty(node, key);
  Object.assign(node, { anyOf: [longForm, shortForm] });
}
