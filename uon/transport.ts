import { ALARM } from '../domain/alarms.ts';
import type { ToldRequest } from '../domain/logged-request.ts';
import type { RequestClass } from '../domain/request-class.ts';
import type { AccountChange, Outcome } from '../domain/slot-grants.ts';
import type { CallOptions, UonAccess } from './access.ts';
import { readAnswer, type Answer } from './answer.ts';
import { createConnections } from './connection.ts';
import { UonError, type UonErrorKind } from './errors.ts';
import { exchange } from './exchange.ts';
import { outcomeOf } from './outcome.ts';
import type { Limiter } from './limiter.ts';
import { told } from './told.ts';
import { encodeBody } from './parameters.ts';
import { requestUrl } from './request-url.ts';
import type { UonRequest } from './uon-request.ts';

/** A pino logger fits. */
export interface UonLog {
  debug(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface UonMetrics {
  /**
   * A request is over. `durationMs`: from its leaving to the answer's end; `undefined` where it did not leave. Must not
   * throw.
   */
  answered?(
    method: string,
    requestClass: RequestClass,
    outcome: Answer['kind'] | UonErrorKind,
    durationMs: number | undefined,
    about: About,
  ): void;
  /** An account got into trouble, told once over all processes, or out of it. */
  accountChanged?(change: AccountChange): void;
}

/** Whose request it was, and what its failure said. */
export interface About {
  readonly account: string;
  readonly enterprise: string | undefined;
  /** Epoch ms; undefined where it did not leave. */
  readonly leftAt: number | undefined;
  readonly status: number | undefined;
  readonly code: string | undefined;
}

export interface TransportOptions {
  limiter: Limiter;
  log?: UonLog | undefined;
  metrics?: UonMetrics | undefined;
  /** Told of each request with an `about` that is over, before its answer is given back. Must neither throw nor take time. */
  onExchange?: ((told: ToldRequest) => void) | undefined;
}

export interface Transport {
  /** Waits for a slot, sends once, judges the answer. @throws UonError and nothing else */
  send(access: UonAccess, request: UonRequest, options: CallOptions): Promise<Answer>;
  log: UonLog | undefined;
  close(): void;
}

const HOLD_AFTER_429_MS = 1000;

export function createTransport({ limiter, log, metrics, onExchange }: TransportOptions): Transport {
  const connections = createConnections();

  const send: Transport['send'] = async (access, request, options) => {
    const { method, parameters } = request;
    const { account, enterprise, apiKey, bodyFormat } = access;
    const url = requestUrl(access, request);
    const body = parameters && encodeBody(parameters, bodyFormat);
    const turn = limiter.turn(account, options.class, options);
    const went = await exchange({ url, body, turn, connections, options });
    if (went.kind === 'answered') options.onAnswer?.(went);

    const tell = (outcome: Answer['kind'] | UonErrorKind, { status, code }: Partial<UonError> = {}): void => {
      const { durationMs, leftAt } = went;
      metrics?.answered?.(method, options.class, outcome, durationMs, { account, enterprise, leftAt, status, code });
      const news = { account, method, class: options.class, outcome, durationMs, leftAt, status, code };
      log?.debug(news, 'U-ON request');
      if (options.about) onExchange?.(told(options.about, request, went, { outcome, apiKey }));
    };
    try {
      if (went.kind === 'failed') throw networkFailure(method, went);
      const answer = readAnswer(went, method, apiKey);
      tell(answer.kind);
      if (turn.watched) await report(account, 'answered');
      return answer;
    } catch (error) {
      const failure = error instanceof UonError ? error : new UonError('unclear', method, 'the answer can not be read');
      tell(failure.kind, failure);
      const outcome = outcomeOf(failure);
      if (outcome && (outcome !== 'answered' || turn.watched)) await report(account, outcome);
      if (failure.kind === 'rate-limited') await holdAccount(account);
      throw failure;
    }
  };

  /** Failing to report must not hide what U-ON said: whoever sends next tells it again. */
  const report = async (account: string, outcome: Outcome): Promise<void> => {
    try {
      const change = await limiter.report(account, outcome);
      if (change) metrics?.accountChanged?.(change);
      if (change === 'stopped') log?.error({ account }, ALARM['uon-key-refused']);
      if (change === 'paused') log?.error({ account }, ALARM['uon-not-answering']);
      if (change === 'resumed') log?.warn({ account }, 'U-ON answers again');
    } catch {
      log?.warn({ account, outcome }, 'the outcome of a U-ON request could not be noted');
    }
  };

  /** Failing to hold must not hide the 429: whoever sends next is told again. */
  const holdAccount = (account: string): Promise<void> =>
    limiter
      .hold(account, HOLD_AFTER_429_MS)
      .catch(() => log?.warn({ account }, 'U-ON answered 429 and the account could not be put on hold'));

  return { send, log, close: () => connections.close() };
}

function networkFailure(method: string, { left, code }: { left: boolean; code: string }): UonError {
  if (left) return new UonError('unclear', method, `sent, but no answer (${code})`, { code });
  const [kind, reason] = NOT_LEFT.get(code) ?? ['not-sent', 'not sent'];
  return new UonError(kind, method, `${reason} (${code})`, { code });
}

const NOT_LEFT = new Map<string, readonly [UonErrorKind, string]>([
  ['ERR_PAUSED', ['paused', 'not sent: U-ON did not answer several times in a row']],
  ['ERR_STOPPED', ['key-refused', 'not sent: U-ON refused the key before']],
  ['ERR_BUSY', ['busy', 'not sent: enough requests of the account wait']],
  ['ERR_HELD_BACK', ['held-back', 'not sent: held back']],
]);
