import { setTimeout as wait } from 'node:timers/promises';
import type { Request, RequestHandler, Response } from 'express';
import type { Account } from './account.ts';
import { NO_ROUTE, refused, TOO_MANY, WRONG_KEY, WRONG_VERB } from './answers.ts';
import type { Answer } from './answers.ts';
import { readBody } from './body.ts';
import type { Fault, Faults } from './faults.ts';
import { WrongParameter } from './parameters.ts';
import type { RateWindow } from './rate-window.ts';
import { preciseNow } from './request-log.ts';
import type { ReceivedRequest, RequestLog } from './request-log.ts';
import { nameOfUnknown, routeName } from './route.ts';
import type { Route, RouteCall } from './route.ts';
import type { WebhookSender } from './webhook-sender.ts';

export interface Exchange {
  account: (apiKey: string) => Account | undefined;
  log: RequestLog;
  faults: Faults;
  window: RateWindow;
  latencyMs: number;
  indexDelayMs: number;
  webhooks: WebhookSender;
  /** Ends all waiting when the simulator stops. */
  stopping: AbortSignal;
}

/** Stamps a request before anything else is done with it: the limit is judged by this moment. */
export const stampArrival: RequestHandler = (_request, response, next) => {
  response.locals.at = preciseNow();
  next();
};

/** Answers the requests of one route, or, without a route, those that no route knows. */
export function serve(exchange: Exchange, route?: Route): RequestHandler {
  return async (request, response) => {
    const received = note(exchange, request, response, route);
    const over = exchange.window.arrive(received.apiKey, received.at);
    const fault = exchange.faults.take(received);
    if (fault !== undefined) received.fault = `${fault.kind} ${fault.when}`;
    try {
      if (fault?.when === 'before' && (await strikes(exchange, fault, received, response))) return;
      const answer = over && exchange.account(received.apiKey) ? TOO_MANY : decide(exchange, received, route);
      await pause(exchange, exchange.latencyMs);
      if (fault?.when === 'after' && (await strikes(exchange, fault, received, response))) return;
      send(received, response, answer);
    } catch (error) {
      // The simulator stops while this request waits: its connection is being closed anyway.
      if (!exchange.stopping.aborted) throw error;
    }
  };
}

function note(exchange: Exchange, request: Request, response: Response, route?: Route): ReceivedRequest {
  const [, key = '', ...rest] = request.path.split('/');
  const path = rest.join('/').replace(/\.json$/, '');
  const body = readBody(request.headers['content-type'], request.body);
  return exchange.log.add({
    at: Number(response.locals.at),
    apiKey: key,
    method: request.method,
    route: route === undefined ? nameOfUnknown(path) : routeName(route.path),
    path,
    params: textsOf(request.params),
    body: request.method === 'GET' ? { ...request.query } : body.fields,
    bodyFormat: body.format,
  });
}

/** The `{names}` of the path, without the key. */
function textsOf(params: Record<string, unknown>): Record<string, string> {
  const texts = Object.entries(params).filter((entry): entry is [string, string] => {
    return entry[0] !== 'key' && typeof entry[1] === 'string';
  });
  return Object.fromEntries(texts);
}

function decide(exchange: Exchange, received: ReceivedRequest, route: Route | undefined): Answer {
  const account = exchange.account(received.apiKey);
  if (account === undefined) return WRONG_KEY;
  if (received.method !== 'GET' && received.method !== 'POST') return WRONG_VERB;
  if (route === undefined) return NO_ROUTE;
  const { params, body: fields } = received;
  try {
    const tell: RouteCall['tell'] = (occurrence) =>
      void exchange.webhooks.happened(received.apiKey, account, occurrence);
    return route.answer({ account, params, fields, now: Date.now(), indexDelayMs: exchange.indexDelayMs, tell });
  } catch (error) {
    if (error instanceof WrongParameter) return refused(404, error.message);
    throw error;
  }
}

/** True when the fault has taken the place of the answer. */
async function strikes(
  exchange: Exchange,
  fault: Fault,
  received: ReceivedRequest,
  response: Response,
): Promise<boolean> {
  await pause(exchange, fault.delayMs);
  switch (fault.kind) {
    case 'slow':
      return false;
    case 'timeout':
      return true;
    case 'reset':
      response.socket?.resetAndDestroy();
      return true;
    case '429':
      send(received, response, TOO_MANY);
      return true;
    case '403':
      send(received, response, WRONG_KEY);
      return true;
    case 'refused':
      send(received, response, refused(400, 'Bad request'));
      return true;
    case '5xx':
      // Such answers come from the web server before the API: HTML, not JSON.
      received.status = fault.status;
      response.status(fault.status).type('html').send(`<html><h1>${fault.status} Server Error</h1></html>`);
      return true;
  }
}

async function pause({ stopping }: Exchange, ms: number): Promise<void> {
  if (ms > 0) await wait(ms, undefined, { signal: stopping });
}

function send(received: ReceivedRequest, response: Response, answer: Answer): void {
  received.status = answer.status;
  response.status(answer.status).json(answer.body);
}
