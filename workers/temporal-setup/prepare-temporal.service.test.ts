import { Connection } from '@temporalio/client';
import { tsToMs } from '@temporalio/common/lib/time.js';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { findFreePort } from '../local/free-port.ts';
import { prepareTemporal } from './prepare-temporal.ts';
import { SEARCH_ATTRIBUTES } from './search-attributes.ts';
import { TemporalSetupError } from './setup-step.ts';

const address = inject('services').temporalAddress;
const HOUR_MS = 3_600_000;
const namespace = `made-by-a-test-${Date.now()}`;

describe('preparing a Temporal server', () => {
  let connection: Connection;
  beforeAll(async () => void (connection = await Connection.connect({ address })));
  afterAll(() => connection.close());

  it('makes the namespace with its retention, search attributes and limit; a second time changes nothing', async () => {
    const first = await prepareTemporal({ address }, { namespace, retentionHours: 30 });
    expect(first.at(0)?.text).toBe(`namespace ${namespace}: made, the histories of closed calls are kept for 30 h`);
    expect(first.at(-1)).toMatchObject({ changed: true });

    const second = await prepareTemporal({ address }, { namespace, retentionHours: 99 });
    expect(second.filter(({ changed }) => changed)).toEqual([]);

    const { config } = await connection.workflowService.describeNamespace({ namespace });
    expect(tsToMs(config?.workflowExecutionRetentionTtl)).toBe(30 * HOUR_MS);
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    expect(Object.keys(customAttributes ?? {})).toEqual(expect.arrayContaining(Object.keys(SEARCH_ATTRIBUTES)));
    const queue = await connection.workflowService.describeTaskQueue({
      namespace,
      taskQueue: { name: 'uon' },
      taskQueueType: 2,
      reportConfig: true,
    });
    expect(queue.config?.fairnessKeysRateLimitDefault?.rateLimit?.requestsPerSecond).toBe(10);
  });

  it('says what an administrator has to do where it fails', async () => {
    const nowhere = `127.0.0.1:${await findFreePort()}`;
    const error: unknown = await prepareTemporal({ address: nowhere }, { namespace: 'n' }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(TemporalSetupError);
    expect(String(error)).toContain(nowhere);
    expect(String(error)).toContain('search-attribute create --namespace n --name UonEnterprise');
  }, 30_000);
});
