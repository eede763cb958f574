import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import proto from '@temporalio/proto';

const FOLDER = new URL('../../tests/fixtures/histories/', import.meta.url);
const ENDING = '.pb.gz';

export type History = proto.temporal.api.history.v1.IHistory;

/** Names of the histories that are kept. */
export function storedHistories(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length));
}

/** Binary: the SDK's own way from JSON fails ("type must be a Type", seen with 1.24). */
export function readHistory(name: string): History {
  const file = new URL(`${name}${ENDING}`, FOLDER);
  return proto.temporal.api.history.v1.History.decode(gunzipSync(readFileSync(file)));
}

export function writeHistory(name: string, history: proto.temporal.api.history.v1.IHistory): void {
  const bytes = proto.temporal.api.history.v1.History.encode(history).finish();
  writeFileSync(new URL(`${name}${ENDING}`, FOLDER), gzipSync(bytes, { level: 9 }));
}
