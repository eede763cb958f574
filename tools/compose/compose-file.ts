import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { interpolate, variablesOf } from './interpolate.ts';

export const COMPOSE_FOLDER = fileURLToPath(new URL('../../temporal-docker/', import.meta.url));

type Env = Readonly<Record<string, string | undefined>>;

const condition = z.object({ condition: z.string() });

const serviceSchema = z.object({
  image: z.string(),
  build: z.object({ context: z.string(), dockerfile: z.string(), args: z.record(z.string(), z.string()) }).optional(),
  pull_policy: z.string().optional(),
  command: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string()).default({}),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  networks: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), condition).default({}),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  restart: z.string(),
  stop_grace_period: z.string().optional(),
  mem_limit: z.string(),
  logging: z.object({ driver: z.string(), options: z.record(z.string(), z.string()) }),
});
export type Service = z.infer<typeof serviceSchema>;

/** compose.yaml as written: its anchors are followed, its variables still stand there. */
export function readCompose(): unknown {
  return parse(readFileSync(`${COMPOSE_FOLDER}compose.yaml`, 'utf8'), { merge: true });
}

/** The sample of the environment file: each variable with its value, which may be empty. */
export function readSample(): Record<string, string> {
  return z.record(z.string(), z.string()).parse(parseEnv(readFileSync(`${COMPOSE_FOLDER}.env.example`, 'utf8')));
}

/** With the variables put in, the form in which Compose holds it against its schema. @throws MissingVariableError */
export function render(compose: unknown, env: Env): unknown {
  return mapTexts(compose, (text) => interpolate(text, env));
}

/** The services of a rendered file. */
export function servicesOf(rendered: unknown): Map<string, Service> {
  const { services } = z.object({ services: z.record(z.string(), serviceSchema) }).parse(rendered);
  return new Map(Object.entries(services));
}

/** Which variables a file needs or takes. */
export function variablesIn(compose: unknown): Set<string> {
  const found = new Set<string>();
  mapTexts(compose, (text) => {
    for (const variable of variablesOf(text)) found.add(variable);
    return text;
  });
  return found;
}

function mapTexts(node: unknown, map: (text: string) => string): unknown {
  if (typeof node === 'string') return map(node);
  if (Array.isArray(node)) return node.map((inner: unknown) => mapTexts(inner, map));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, inner]: [string, unknown]) => [key, mapTexts(inner, map)]));
}
