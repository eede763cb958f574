import { AgiError } from './agi-error.ts';
import type { AgiLines } from './agi-lines.ts';

/** What Asterisk says first of a call, as far as it matters here. */
export interface AgiRequest {
  /** `getcustomerdata` of `agi://host/getcustomerdata?token=...`. */
  readonly script: string;
  /** Of the address; the arguments of `AGI(...)` go before them. */
  readonly query: URLSearchParams;
  /** The arguments of `AGI(...)` after the address. */
  readonly args: readonly string[];
  readonly uniqueId: string;
  /** The caller's number, empty where it is hidden. */
  readonly callerId: string;
}

/**
 * Reads lines as `agi_uniqueid: 1757840723.6` until an empty one.
 *
 * Source: docs.asterisk.org, "Asterisk Gateway Interface (AGI)" and res_agi.c, `setup_env`.
 *
 * @throws AgiError
 */
export async function readAgiRequest(lines: AgiLines): Promise<AgiRequest> {
  const said = new Map<string, string>();
  for (let line = await lines.next(); line !== ''; line = await lines.next()) {
    const [, name, value] = /^agi_(\w+): ?(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new AgiError('not-agi', 'it did not begin as Asterisk does');
    said.set(name, value);
  }
  return requestOf(said);
}

function requestOf(said: ReadonlyMap<string, string>): AgiRequest {
  const [script = '', query = ''] = (said.get('network_script') ?? '').split('?');
  const callerId = said.get('callerid') ?? '';
  return {
    script,
    query: new URLSearchParams(query),
    args: argumentsOf(said),
    uniqueId: said.get('uniqueid') ?? '',
    callerId: callerId === 'unknown' ? '' : callerId,
  };
}

/** `agi_arg_1`, `agi_arg_2` and so on; one that is empty is said too. */
function argumentsOf(said: ReadonlyMap<string, string>): string[] {
  const args: string[] = [];
  for (let value = said.get('arg_1'); value !== undefined; value = said.get(`arg_${args.length + 1}`)) args.push(value);
  return args;
}
