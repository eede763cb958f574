import { z } from 'zod';
import { problemBody } from '../problem.ts';
import { createComponents, type Components } from './components.ts';
import type { Access, Answer, Operation, RequestBody, Tag } from './operation.ts';
import { refusalsOf } from './problems.ts';

export interface DocumentOptions {
  readonly version: string;
  /** Schemas that no operation need name, by what they are. */
  readonly stored: readonly z.ZodType[];
}

const TAGS: Readonly<Record<Tag, string>> = {
  PBX: 'What a PBX tells of its calls',
  'U-ON': 'What U-ON tells of clients, managers and clicks',
  Internal: 'What other services ask',
  Recovery: 'Calls that were missed while something was down',
  Enterprises: 'Agencies and their settings',
  Administration: 'What the administration page asks',
  Operation: 'Health, metrics, Temporal’s Web UI, this page',
};

const SCHEMES = {
  pbxToken: { type: 'apiKey', in: 'header', name: 'Token', description: 'The enterprise’s token, as its PBX sends it' },
  serviceToken: { type: 'http', scheme: 'bearer', description: 'A service token' },
  session: {
    ...{ type: 'apiKey', in: 'cookie', name: 'uon-telephony.session_token' },
    description: 'The cookie that logging in sets; behind https its name begins with `__Host-`',
  },
} as const;

const SECURITY: Readonly<Record<Access, readonly Readonly<Record<string, readonly string[]>>[]>> = {
  anyone: [],
  'pbx-token': [{ pbxToken: [] }],
  'webhook-secret': [],
  'listed-address': [],
  'service-token': [{ serviceToken: [] }],
  session: [{ session: [] }],
  'codec-token': [],
};

/** The OpenAPI 3.1 document of these operations. */
export function createDocument(operations: readonly Operation[], { version, stored }: DocumentOptions) {
  const components = createComponents();
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    const path = (paths[operation.path] ??= {});
    if (path[operation.method]) throw new Error(`${operation.method} ${operation.path} is described twice`);
    path[operation.method] = described(operation, components);
  }
  for (const schema of stored) components.refer(schema, 'input');
  const used = new Set(operations.map(({ tag }) => tag));
  return {
    openapi: '3.1.1',
    info: {
      title: 'U-ON telephony',
      version,
      description:
        'Keeps the CRM U-ON.Travel in step with the calls of an Asterisk PBX. Refusals are problem+json (RFC 9457) that names the field and what to do.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: Object.entries(TAGS)
      .filter(([name]) => [...used].some((tag) => tag === name))
      .map(([name, description]) => ({ name, description })),
    paths,
    components: { schemas: components.schemas, securitySchemes: SCHEMES },
  };
}

export type OpenApiDocument = ReturnType<typeof createDocument>;

function described(operation: Operation, components: Components): object {
  const { id, tag, summary, description, access, body } = operation;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    security: SECURITY[access],
    parameters: [
      ...parameters('path', operation.params, components),
      ...parameters('query', operation.query, components),
      ...parameters('header', operation.headers, components),
    ],
    ...(body && { requestBody: requestBody(body, components) }),
    responses: responses(operation, components),
  };
}

function parameters(
  where: 'path' | 'query' | 'header',
  schema: z.ZodObject | undefined,
  components: Components,
): object[] {
  // Without the name that it may have as a body: its fields are wanted.
  const { properties = {}, required = [] } = components.refer(z.object(schema?.shape ?? {}), 'input');
  return Object.entries(properties).map(([name, field]) => {
    const { description, ...own } = typeof field === 'boolean' ? {} : field;
    return {
      ...{ name, in: where, required: where === 'path' || required.includes(name) },
      ...(description !== undefined && { description }),
      schema: own,
    };
  });
}

function requestBody(body: RequestBody, components: Components): object {
  const { schema, types = ['application/json'], examples, limitBytes, isJudgedByItem = false } = body;
  const content = {
    schema: components.refer(schema, 'input'),
    examples: Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }])),
  };
  const description = `At most ${Math.floor(limitBytes / 1_024)} KB`;
  return {
    description,
    'x-max-bytes': limitBytes,
    ...(isJudgedByItem && { 'x-judged-by-item': true }),
    required: true,
    content: Object.fromEntries(types.map((type) => [type, content])),
  };
}

function responses(operation: Operation, components: Components): Record<string, object> {
  const answered = Object.entries(operation.answers).map(([status, one]): [string, object] => [
    status,
    answer(one, components),
  ]);
  const refused = Object.entries(refusalsOf(operation)).map(([status, description]): [string, object] => {
    const schema = components.refer(problemBody, 'output');
    const waits = status === '429' || status === '503' ? { headers: RETRY_AFTER } : {};
    return [status, { description, ...waits, content: { 'application/problem+json': { schema } } }];
  });
  // What an operation answers in a form of its own goes before a refusal of the same status.
  return Object.fromEntries<object>([...refused, ...answered]);
}

const RETRY_AFTER = { 'Retry-After': { description: 'Seconds', schema: { type: 'string', pattern: '^[0-9]+$' } } };

function answer(
  { description, schema, io = 'output', type = 'application/json', example }: Answer,
  components: Components,
) {
  if (!schema) return { description };
  const content = { schema: components.refer(schema, io), ...(example !== undefined && { example }) };
  return { description, content: { [type]: content } };
}
