import { fileURLToPath } from 'node:url';
import { NativeConnection, Worker } from '@temporalio/worker';
import { createPool } from '../../../../db/pool.ts';
import { createDataConverter } from '../../../../platform/data-converter.ts';
import { readSecretsKeys } from '../../../../platform/secrets-key.ts';
import { tellReady } from '../../../../workers/lifecycle.ts';
import { readEnvironment } from '../../../../workers/environment.ts';
import { createBareActivities } from './activities.ts';

/** The worker of the bare workflow, set up like ours: `node worker.ts TASK_QUEUE URL`, with the environment of our workers. */
const [taskQueue = '', url = ''] = process.argv.slice(2);
const env = readEnvironment();
const keys = readSecretsKeys(env['SECRETS_KEY'] ?? '');
if (!keys) throw new Error('SECRETS_KEY can not be read');
const pool = createPool(env['DATABASE_URL'] ?? '', { max: 20 });
const worker = await Worker.create({
  connection: await NativeConnection.connect({ address: env['TEMPORAL_ADDRESS'] ?? '' }),
  namespace: env['TEMPORAL_NAMESPACE'] ?? '',
  taskQueue,
  workflowsPath: fileURLToPath(new URL('workflow.ts', import.meta.url)),
  dataConverter: createDataConverter(keys, { encrypt: env['ENCRYPT_HISTORIES'] !== '0' }),
  activities: createBareActivities(pool, url),
  maxConcurrentWorkflowTaskExecutions: 200,
  reuseV8Context: true,
});
process.once('SIGTERM', () => worker.shutdown());
const running = worker.run();
tellReady();
await running;
await pool.end();
process.exit(0);
