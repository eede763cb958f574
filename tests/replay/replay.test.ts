import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import proto from '@temporalio/proto';
import { Worker, type WorkerOptions } from '@temporalio/worker';
import { expect, it } from 'vitest';
import { createDataConverter } from '../../platform/data-converter.ts';

const HISTORIES = new URL('../fixtures/histories/', import.meta.url);

/**
 * Histories that earlier code wrote, one of each kind of call, against the workflows of today: a change that would break
 * calls under way is red here, and needs `patched`.
 */
it('replays every stored history with the code of today', async () => {
  const names = readdirSync(HISTORIES).filter((name) => name.endsWith('.pb'));
  expect(names.length).toBeGreaterThan(0);
  const options: Omit<WorkerOptions, 'taskQueue'> = {
    workflowsPath: fileURLToPath(new URL('../../workflows/index.ts', import.meta.url)),
    // As the workers have it. The histories are plain, as those of before there was a codec.
    dataConverter: createDataConverter([{ id: 'default', key: randomBytes(32) }]),
  };
  const histories = names.map((name) => {
    // Binary: the SDK's own way from JSON fails ("type must be a Type", seen with 1.24).
    const history = proto.temporal.api.history.v1.History.decode(readFileSync(new URL(name, HISTORIES)));
    return { workflowId: name, history };
  });
  const broken: string[] = [];
  for await (const { workflowId, error } of Worker.runReplayHistories(options, histories)) {
    if (error) broken.push(`${workflowId}: ${error.message}`);
  }
  expect(broken).toEqual([]);
});
