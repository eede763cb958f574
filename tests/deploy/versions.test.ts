import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { join } from 'node:path';
import { temporaryFolder } from '../../workers/local/temporary-folder.fixture.ts';
import { makeWorkflowBundle } from '../../workers/workflow-bundle.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';
import { ALL_DONE_ONCE, deploymentOf, openCall, type Deployment } from './deployment.ts';

let system: System;
let enterprise: TestEnterprise;
let deployment: Deployment;
beforeAll(async () => {
  system = await startSystem({ workers: [] });
  deployment = deploymentOf(system);
  enterprise = await system.enterprise({
    uon: { incoming_call_actions: { create_client_on_call: true, create_lead: 'if_no_open' } },
  });
});
afterAll(() => system.stop());

/** The workflows of another version: the journal of its calls has another word for what they do. */
async function otherWorkflows(): Promise<string> {
  const file = join(temporaryFolder(), 'workflows.js');
  const code = await makeWorkflowBundle();
  await writeFile(file, code.replace(`attempt('${RECORD}'`, `attempt('${RECORD} by two'`));
  return file;
}
const RECORD = 'call_history/create';

async function stepsOf(callId: string): Promise<string[]> {
  return (await system.journal(enterprise, callId))?.steps.map(({ name }) => name) ?? [];
}

it('a new version takes open calls over once it is made current, an old one after a rollback, each effect once', async () => {
  await deployment.start('one');
  await deployment.versions('current', 'one');
  const first = await openCall(system, enterprise);
  await deployment.start('two', { WORKFLOW_BUNDLE: await otherWorkflows() });
  expect(await deployment.served(enterprise, first.callId)).toEqual(['one']);
  expect(await deployment.versions('list')).toMatch(/^two +inactive +0 .*\none +current +1 /m);

  expect(await deployment.versions('current', 'two')).toBe('All work goes to version two now');
  expect(await deployment.versions('current', 'two')).toBe('All work goes to version two, as before');
  expect(await first.end()).toEqual(ALL_DONE_ONCE);
  expect(await deployment.served(enterprise, first.callId)).toEqual(['one', 'two']);
  expect(await stepsOf(first.callId)).toContain(`${RECORD} by two`);
  await waitFor('version one to be drained', async () => /^one +drained +0 /m.test(await deployment.versions('list')));

  const second = await openCall(system, enterprise);
  await deployment.versions('current', 'one');
  // Before the call's next event: nobody waits for what those who leave had.
  expect(await deployment.stop('two')).toEqual([0, 0]);
  expect(await second.end()).toEqual(ALL_DONE_ONCE);
  expect(await deployment.served(enterprise, second.callId)).toEqual(['two', 'one']);
  expect(await stepsOf(second.callId)).toContain(RECORD);

  expect(await deployment.versions('none')).toBe('All work goes to workers without a version now');
  expect(await deployment.versions('list')).not.toContain('current');
}, 180_000);
