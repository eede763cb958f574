import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import proto from '@temporalio/proto';
import { readConfig } from '../platform/config.ts';
import { readInstance } from '../platform/instance.ts';
import { createPayloadCipher } from '../platform/payload-codec.ts';
import { readSecretsKeys } from '../platform/secrets-key.ts';
import { readEnvironment } from '../workers/environment.ts';
import { secretsKeyOf } from './instance-key.ts';
import { makePayloadsPlain } from './plain-payloads.ts';

/**
 * Keeps the history of a workflow of the running instance as a fixture, which the tests then replay with the code of the
 * day: `node tools/record-history.ts WORKFLOW_ID NAME`.
 */
const [workflowId, name] = process.argv.slice(2);
if (!workflowId || !name || !/^[\w-]+$/.test(name)) {
  console.error('usage: node tools/record-history.ts WORKFLOW_ID NAME   (NAME: letters, digits, -)');
  process.exit(2);
}
const config = readConfig(readEnvironment());
const instance = readInstance(config.dataDir);
const keys = readSecretsKeys(secretsKeyOf(config, instance) ?? '');
if (!instance || !keys) {
  console.error('Nothing runs here: npm start, then again (DATA_DIR names the instance)');
  process.exit(1);
}
const connection = await Connection.connect({ address: instance.temporalAddress });
const client = new Client({ connection, namespace: instance.temporalNamespace });
const history = await client.workflow.getHandle(workflowId).fetchHistory();
// The tests have not got the instance's key. What is recorded here is made up: record no real call.
makePayloadsPlain(history, createPayloadCipher(keys).decrypt);
const file = new URL(`../tests/fixtures/histories/${name}.pb`, import.meta.url);
await writeFile(file, proto.temporal.api.history.v1.History.encode(history).finish());
await connection.close();
console.log(`${history.events?.length ?? 0} events in ${fileURLToPath(file)}`);
