import type { TestProject } from 'vitest/node';

import { execFileSync } from 'node:child_process';
import { createPool } from '../../db/pool.ts';
import { migrate } from '../../db/migrate.ts';
import { createProgress } from '../../workers/local/progress.ts';
import { startTestServices, type TestServices } from './test-services.ts';

declare module 'vitest' {
  interface ProvidedContext {
    services: { databaseUrl: string; temporalAddress: string; namespaces: string[]; folder: string };
  }
}

/** How soon a version of the workers without calls counts as drained; 3 minutes by default. */
const DRAINED_SOON = {
  'matching.wv.VersionDrainageStatusVisibilityGracePeriod': '2s',
  'matching.wv.VersionDrainageStatusRefreshInterval': '2s',
};

/** Starts what the `services` tests share, and stops it however they end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  execFileSync(process.execPath, ['tools/bootstrap/build-page.mjs'], { stdio: 'inherit' });
  const services = await startTestServices(createProgress(process.stderr), DRAINED_SOON);
  try {
    await createTemplate(services);
  } catch (error) {
    await services.stop();
    throw error;
  }
  const { databaseUrl, temporalAddress, namespaces, folder } = services;
  project.provide('services', { databaseUrl, temporalAddress, namespaces, folder });
  return () => services.stop();
}

/** The migrated database that each suite gets a copy of, and the counter that hands out namespaces. */
async function createTemplate({ databaseUrl }: TestServices): Promise<void> {
  const admin = createPool(databaseUrl, { max: 1 });
  await admin.query('CREATE SEQUENCE test_namespaces MINVALUE 0');
  await admin.query('CREATE DATABASE template_migrated');
  await admin.end();
  const url = new URL(databaseUrl);
  url.pathname = '/template_migrated';
  const template = createPool(url.href, { max: 1 });
  try {
    await migrate(template);
  } finally {
    await template.end();
  }
}
