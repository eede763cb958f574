import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import proto from '@temporalio/proto';
import { z } from 'zod';
import type { Finding, Observed } from './check/finding.ts';
import { createPayloadCipher, type PayloadCipher } from '../../platform/payload-codec.ts';
import { readSecretsKeys } from '../../platform/secrets-key.ts';
import { makePayloadsPlain } from '../plain-payloads.ts';
import { reportText } from './report.ts';
import { NAMESPACE, type Servers } from './run/servers.ts';

/** Keeps what is needed to understand a run after its servers are gone: report, plan, logs, and the histories of calls gone wrong. */
export async function keepReport(options: {
  out: string;
  servers: Servers;
  observed: Observed;
  killed: number;
  findings: readonly Finding[];
}): Promise<void> {
  const { out, servers, observed, killed, findings } = options;
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await writeFile(join(out, 'report.md'), reportText(observed, killed, findings));
  await writeFile(join(out, 'plan.json'), JSON.stringify(observed.plan, null, 2));
  await cp(join(servers.folder, 'logs'), join(out, 'logs'), { recursive: true });
  if (findings.length === 0) return;
  await writeFile(join(out, 'uon-requests.json'), JSON.stringify(observed.arrivals));
  await keepHistories(out, servers, observed, findings);
}

/** The histories of the calls that something is wrong with: with `temporal workflow show` they can be seen no more. */
async function keepHistories(
  out: string,
  { env }: Servers,
  { plan }: Observed,
  findings: readonly Finding[],
): Promise<void> {
  const folder = join(out, 'histories');
  await mkdir(folder);
  const connection = await Connection.connect({ address: env.TEMPORAL_ADDRESS });
  const client = new Client({ connection, namespace: NAMESPACE });
  const decrypt = decryptWith(env.SECRETS_KEY);
  const workflows = new Set(
    findings.flatMap(({ call }) => (call ? [`call:${plan.agencies[call.agency]?.number}:${call.callId}`] : [])),
  );
  for (const workflowId of workflows) {
    const history = await client.workflow
      .getHandle(workflowId)
      .fetchHistory()
      .catch(() => undefined);
    if (history === undefined) continue;
    makePayloadsPlain(history, decrypt);
    const plain = History.toObject(History.create(history), READABLE);
    await writeFile(join(folder, `${workflowId.replaceAll(':', '_')}.json`), JSON.stringify(plain, inClear, 1));
  }
  await connection.close();
}

function decryptWith(secretsKey: string): PayloadCipher['decrypt'] {
  const keys = readSecretsKeys(secretsKey);
  if (!keys) throw new Error('SECRETS_KEY can not be read');
  return createPayloadCipher(keys).decrypt;
}

const { History } = proto.temporal.api.history.v1;
const READABLE = { enums: String, longs: Number };

/** Bytes are JSON or words more often than not. */
function inClear(_key: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  const bytes = z.object({ type: z.literal('Buffer'), data: z.array(z.number()) }).safeParse(value);
  return bytes.success ? Buffer.from(bytes.data.data).toString() : value;
}
