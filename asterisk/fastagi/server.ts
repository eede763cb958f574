import { createServer, type Server, type Socket } from 'node:net';
import type { Logger } from '../../platform/log.ts';
import { seldom } from '../../platform/seldom.ts';
import { agiCommands } from './agi-commands.ts';
import { AgiError, type AgiFailure } from './agi-error.ts';
import { agiLines, type AgiLines } from './agi-lines.ts';
import { readAgiRequest } from './agi-request.ts';
import { answerCall } from './answer-call.ts';
import { AskCallerError, type AskCaller } from './ask-caller.ts';

/** `failed`: the API gave no answer in time. `dropped`: there were too many calls at once. The others as in `AgiFailure`. */
export type FastAgiOutcome = 'answered' | 'failed' | 'dropped' | AgiFailure;

export interface FastAgiOptions {
  readonly ask: AskCaller;
  readonly log: Logger;
  /** Each call, once. */
  readonly count: (outcome: FastAgiOutcome) => void;
  readonly limits?: Partial<FastAgiLimits>;
}

export interface FastAgiLimits {
  /** Asterisk says its environment in one piece. */
  readonly beginMs: number;
  /** For all of a call. Asterisk itself waits for us without end. */
  readonly callMs: number;
  readonly calls: number;
}

const LIMITS: FastAgiLimits = { beginMs: 1_000, callMs: 2_000, calls: 500 };

export interface FastAgi {
  readonly server: Server;
  /** Takes no more calls, and settles once those that there are were answered. */
  drain(): Promise<void>;
}

/** Speaks AGI over TCP with any number of calls; what goes wrong with one ends that one. It does not listen yet. */
export function createFastAgi({ ask, log, count, limits: given }: FastAgiOptions): FastAgi {
  const limits = { ...LIMITS, ...given };
  const tellFailed = seldom(10_000, (leftOut, reason: string) =>
    log.warn({ reason, leftOut }, 'a call goes on without its caller’s name'),
  );
  const serve = async (socket: Socket) => {
    const outcome = await outcomeOf(socket, { ask, limits, tellFailed }).catch((err: unknown) => {
      log.error({ err }, 'a call could not be answered');
      return 'failed' as const;
    });
    count(outcome);
    log.debug({ outcome }, 'a call was answered');
  };
  const server = createServer({ noDelay: true }, (socket) => void serve(socket));
  server.maxConnections = limits.calls;
  server.on('drop', () => count('dropped'));
  return { server, drain: () => new Promise((resolve) => server.close(() => resolve())) };
}

interface CallDeps {
  readonly ask: AskCaller;
  readonly limits: FastAgiLimits;
  readonly tellFailed: (reason: string) => void;
}

async function outcomeOf(socket: Socket, { ask, limits, tellFailed }: CallDeps): Promise<FastAgiOutcome> {
  const lines = agiLines(socket);
  const inTime = [endAfter(limits.beginMs, lines), endAfter(limits.callMs, lines)];
  try {
    const request = await readAgiRequest(lines);
    clearTimeout(inTime[0]);
    await answerCall(request, agiCommands(socket, lines), { ask, over: lines.over });
    return 'answered';
  } catch (error) {
    // A request that was given up since nobody waits for it says so in its own way.
    const cause: unknown = lines.over.aborted ? lines.over.reason : error;
    if (cause instanceof AgiError) return cause.kind;
    if (!(cause instanceof AskCallerError)) throw cause;
    tellFailed(cause.message);
    return 'failed';
  } finally {
    inTime.forEach(clearTimeout);
    // What was said goes out before; a side that takes nothing is not waited for.
    socket.destroySoon();
    setTimeout(() => socket.destroy(), 1_000).unref();
  }
}

function endAfter(ms: number, lines: AgiLines): NodeJS.Timeout {
  return setTimeout(() => lines.end(new AgiError('too-slow', `it took more than ${ms} ms`)), ms);
}
