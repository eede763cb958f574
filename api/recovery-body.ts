import type { IncomingMessage } from 'node:http';
import { getManyValues, isMany } from 'stream-chain/defs.js';
import { Assembler } from 'stream-json/assembler.js';
import { jsonParser } from 'stream-json/core/parser.js';
import { isRecord } from '../domain/is-record.ts';
import { isTooDeep } from '../intake/body-identity.ts';
import { Problem, tooLarge } from './problem.ts';

/** The body of `POST /recovery/calls` as it arrives. */
export interface RecoveryBody {
  readonly enterprise: unknown;
  readonly calls: AsyncIterable<unknown>;
}

type Part = { readonly kind: 'enterprise' | 'call'; readonly value: unknown };

/** Some 50,000 calls; more go into several requests. They are taken within the ten seconds that the server gives a request. */
export const RECOVERY_BYTES = 12 * 1_024 * 1_024;
/** Calls that come before the enterprise is named are held so many at most. */
const MOST_HELD = 5_000;

/**
 * Reads the body piece by piece, so that it is never in memory as a whole. Gives back as soon as the enterprise is known:
 * where the query named it, at once.
 *
 * @throws Problem where the body can't be read; so does `calls`
 */
export async function openRecoveryBody(request: IncomingMessage, fromQuery: unknown): Promise<RecoveryBody> {
  if (Number(request.headers['content-length'] ?? 0) > RECOVERY_BYTES) throw tooLarge();
  const parts = partsOf(request);
  const held: unknown[] = [];
  let enterprise = fromQuery;
  while (enterprise === undefined) {
    const next = await parts.next();
    if (next.done) break;
    if (next.value.kind === 'enterprise') enterprise = next.value.value;
    else if (held.push(next.value.value) > MOST_HELD) {
      throw wrong(
        'enterprise',
        `must come before calls where there are more than ${MOST_HELD} (or stand in the query)`,
      );
    }
  }
  return { enterprise, calls: callsOf(held, parts) };
}

async function* callsOf(held: readonly unknown[], rest: AsyncIterable<Part>): AsyncGenerator {
  yield* held;
  for await (const { kind, value } of rest) if (kind === 'call') yield value;
}

async function* partsOf(request: IncomingMessage): AsyncGenerator<Part, undefined> {
  const assembler = new Assembler();
  let isNamed = false;
  for await (const token of tokensOf(request)) {
    assembler.consume(token);
    for (const value of wholeCalls(assembler)) yield { kind: 'call', value };
    if (!isNamed && assembler.depth === 1 && isRecord(assembler.current) && 'enterprise' in assembler.current) {
      isNamed = true;
      yield { kind: 'enterprise', value: assembler.current['enterprise'] };
    }
  }
  if (!assembler.done || !isRecord(assembler.current)) throw broken('must be a JSON object, and whole');
  if (!Array.isArray(assembler.current['calls'])) throw wrong('calls', 'must be a list of calls');
}

/** Takes the calls that are whole out of the list, so that it does not grow. */
function wholeCalls({ depth, current, path }: Assembler): unknown[] {
  if (depth !== 2 || !Array.isArray(current) || current.length === 0 || path[0] !== 'calls') return [];
  const calls: unknown[] = current.splice(0);
  if (calls.some((call) => isTooDeep(call))) throw wrong('calls', 'are nested too deep');
  return calls;
}

async function* tokensOf(request: IncomingMessage) {
  const parse = jsonParser({ packValues: true, streamValues: false });
  for await (const text of textOf(request)) {
    try {
      const tokens = parse(text);
      if (isMany(tokens)) yield* getManyValues(tokens);
    } catch {
      throw broken('must be a JSON object');
    }
  }
}

/** The body's text, piece by piece. Whoever stops reading leaves the request to be answered. */
async function* textOf(request: IncomingMessage): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let bytes = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      if (!Buffer.isBuffer(chunk)) continue;
      bytes += chunk.length;
      if (bytes > RECOVERY_BYTES) throw tooLarge();
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    // No UTF-8, or the sender left.
    throw error instanceof Problem ? error : broken('must be JSON in UTF-8, and whole');
  }
}

function broken(message: string): Problem {
  return new Problem(400, 'The body can not be read', { errors: [{ field: 'body', message }] });
}

function wrong(field: string, message: string): Problem {
  return new Problem(422, `The body's ${field} can not be taken`, { errors: [{ field, message }] });
}
