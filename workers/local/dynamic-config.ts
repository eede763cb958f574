import { readFile } from 'node:fs/promises';

import { parse } from 'yaml';
import { z } from 'zod';

const schema = z.record(
  z.string(),
  z.tuple([z.strictObject({ value: z.union([z.string(), z.number(), z.boolean()]) })], {
    error: 'must be one value without constraints: the development server takes no others',
  }),
);

/**
 * The server's dynamic config file as arguments of `temporal server start-dev`, which takes single values only.
 *
 * @throws when the file has something the development server cannot be told
 */
export async function dynamicConfigArguments(file: string | URL): Promise<string[]> {
  const settings = schema.parse(parse(await readFile(file, 'utf8')));
  return Object.entries(settings).flatMap(([key, [{ value }]]) => [
    '--dynamic-config-value',
    `${key}=${JSON.stringify(value)}`,
  ]);
}
