import { z } from 'zod';
import { createComponents } from '../../api/openapi/components.ts';
import type { Access, Operation } from '../../api/openapi/operation.ts';
import { refusalsOf } from '../../api/openapi/problems.ts';

const HEAD = `# The HTTP API

Every operation, with examples. Written by \`npm run api-docs\` from the schemas that check; \`npm test\` says when it is not up to
date, sends these examples, and checks every answer. The same as an OpenAPI 3.1 document: \`GET /openapi.json\`; as a page that tries
requests: \`/docs\`. Refusals are \`application/problem+json\` that names the field and what to do:

\`\`\`json
${json({
  type: 'about:blank',
  title: 'Unprocessable Entity',
  status: 422,
  detail: 'The hangup event has fields that are wrong or missing',
  errors: [{ field: 'EndTime', message: 'must be a time like 2025-09-14 12:05:46' }],
})}
\`\`\`

What refusals mean wherever an operation says nothing else:

| status | when |
|---|---|
| 400 | the address or the body can't be read: broken JSON, no object |
| 401 | there is no token or secret, or it is nobody's |
| 403 | the sender may not speak for that enterprise |
| 408 | the request did not arrive in time |
| 413 | the body is too large |
| 415 | the body has a charset or an encoding that can't be read |
| 429, with \`Retry-After\` | too much at once, or too many wrong tries from one address |
| 503, with \`Retry-After\` | the database is away, or more is sent than can be served |
`;

const WHO: Readonly<Record<Access, string>> = {
  anyone: 'anyone',
  'pbx-token': 'the enterprise’s PBX, header `Token`',
  'webhook-secret': 'U-ON, the secret in the address',
  'listed-address': 'senders in the enterprise’s `webhook_ips`',
  'service-token': 'who has a service token, `Authorization: Bearer ...`',
  session: 'who is logged in, the cookie',
  'codec-token': 'Temporal’s Web UI, the token in the address',
};

/** docs/api.md: what the document says, for reading. */
export function apiPage(operations: readonly Operation[]): string {
  const tags = [...new Set(operations.map(({ tag }) => tag))];
  const sections = tags.map((tag) => {
    const own = operations.filter((operation) => operation.tag === tag);
    return [`## ${tag}\n`, ...own.map(section)].join('\n');
  });
  return [HEAD, ...sections].join('\n');
}

function section(operation: Operation): string {
  const { method, path, summary, description, access } = operation;
  return [
    `### ${method.toUpperCase()} ${path}\n`,
    `${sentence(summary)} ${description === undefined ? '' : `${sentence(description)} `}By: ${WHO[access]}.\n`,
    ...fields('Path', operation.params),
    ...fields('Query', operation.query),
    ...fields('Headers', operation.headers),
    ...examples(operation),
    ...answers(operation),
  ].join('\n');
}

function fields(where: string, schema: Operation['params']): string[] {
  const { properties = {} } = createComponents().refer(z.object(schema?.shape ?? {}), 'input');
  const told = Object.entries(properties).flatMap(([name, field]) =>
    typeof field === 'boolean' || field.description === undefined ? [] : [`\`${name}\`: ${field.description}`],
  );
  return told.length === 0 ? [] : [`${where}: ${told.join('; ')}.\n`];
}

function examples({ body }: Operation): string[] {
  return Object.entries(body?.examples ?? {}).map(([, value]) => fenced(value));
}

function answers(operation: Operation): string[] {
  const answered = Object.entries(operation.answers).flatMap(([status, { description, example }]) => [
    `- **${status}**: ${description}.`,
    ...(example === undefined ? [] : [`  \`\`\`json\n${indented(json(example))}\n  \`\`\``]),
  ]);
  const { common, own } = refusals(operation);
  const refused = common.length === 0 ? [] : [`- ${common.join(', ')}: as above.`];
  return [[...answered, ...own.map(([status, why]) => `- ${status}: ${why}.`), ...refused].join('\n'), ''];
}

/** Those that mean the same everywhere, and those of this operation. */
function refusals(operation: Operation) {
  const all = Object.entries(refusalsOf(operation)).filter(([status]) => !(status in operation.answers));
  const own = all.filter(([status]) => operation.problems?.[Number(status)] !== undefined);
  return { own, common: all.filter((one) => !own.includes(one)).map(([status]) => status) };
}

function fenced(value: unknown): string {
  return `\`\`\`json\n${json(value)}\n\`\`\`\n`;
}

/** JSON as this project's formatter writes it: what fits stays on one line. */
function json(value: unknown, indent = ''): string {
  const flat = oneLine(value);
  if (typeof value !== 'object' || value === null || indent.length + flat.length <= 100) return flat;
  const inner = `${indent}  `;
  if (Array.isArray(value)) return `[\n${value.map((one) => inner + json(one, inner)).join(',\n')}\n${indent}]`;
  const lines = Object.entries(value).map(([key, one]) => `${inner}${JSON.stringify(key)}: ${json(one, inner)}`);
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${oneLine(inner)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

function indented(text: string): string {
  return text.replace(/^/gm, '  ');
}

function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}
