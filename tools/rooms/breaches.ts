import { posix } from 'node:path';

import { importsOf, type Import } from './imports.ts';
import { ROOMS } from './table.ts';

export interface Breach {
  /** `activities/find-client.ts:12` */
  place: string;
  problem: string;
}

/** Test files may look anywhere; so may files that stand in no folder. */
export function isExempt(file: string): boolean {
  return /\.(test|fixture)\.ts$/.test(file) || !file.includes('/');
}

/** What a source file (its path from the root, with slashes) imports and its room must not. */
export function breachesOf(file: string, source: string): Breach[] {
  if (isExempt(file)) return [];
  const roomName = roomOf(file);
  const room = ROOMS[roomName];
  if (room === 'all') return [];
  if (!room) return [{ place: `${file}:1`, problem: `${roomName}/ is no room of the table` }];
  return importsOf(source).flatMap((found) => {
    const target = targetOf(file, found);
    if (target === undefined) return [];
    const targetRoom = roomOf(target);
    if (targetRoom === roomName || room.values.includes(targetRoom) || room.modules.includes(target)) return [];
    const place = `${file}:${found.line}`;
    if (!room.types.includes(targetRoom)) return [{ place, problem: `${roomName}/ must not import ${target}` }];
    if (found.typeOnly) return [];
    return [{ place, problem: `${roomName}/ may import types only (import type) of ${target}` }];
  });
}

/** The imported file's path from the root; undefined for packages. */
function targetOf(file: string, { specifier }: Import): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return posix.normalize(posix.join(posix.dirname(file), specifier));
}

function roomOf(path: string): string {
  return path.split('/')[0] ?? '';
}
