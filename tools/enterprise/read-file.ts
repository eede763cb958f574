import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { EnterpriseFileError, readEnterpriseFile } from '../../domain/enterprise.ts';
import type { EnterpriseFile } from '../../domain/enterprise.ts';
import { JsonTextError, parseJsonText } from './json-text.ts';

/** The file can't be taken: each line of the message is one mistake. */
export class FileError extends Error {
  override readonly name = 'FileError';
}

/** @throws FileError, for a file that is not there, not JSON or not a right enterprise */
export function readFile(path: string, callerFolder: string | undefined): EnterpriseFile {
  try {
    return readEnterpriseFile(parseJsonText(readFileSync(find(path, callerFolder), 'utf8')));
  } catch (error) {
    if (error instanceof EnterpriseFileError) throw new FileError(`${path} has mistakes:\n${indented(error.message)}`);
    if (error instanceof JsonTextError) throw new FileError(`${path} ${error.message}`);
    if (isSystemError(error)) throw new FileError(`${path}: ${REASONS[error.code] ?? `can't be read (${error.code})`}`);
    throw error;
  }
}

/** npm runs scripts in the project's folder; a path may be meant from where npm was called. */
function find(path: string, callerFolder: string | undefined): string {
  const here = resolve(path);
  return existsSync(here) || callerFolder === undefined ? here : resolve(callerFolder, path);
}

export function indented(text: string): string {
  return text.replace(/^/gm, '  ');
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'may not be read',
  EISDIR: 'is a folder',
};

function isSystemError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';
}
