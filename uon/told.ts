import type { RequestOutcome, ToldRequest } from '../domain/logged-request.ts';
import type { RequestOfCall } from '../domain/request-of-call.ts';
import type { Exchange } from './exchange.ts';
import { redact } from '../domain/redact.ts';
import type { UonRequest } from './uon-request.ts';

/** What is told of a request that is over. The key stays here. */
export function told(
  about: RequestOfCall,
  { method, segments = [], parameters }: UonRequest,
  went: Exchange,
  { outcome, apiKey }: { readonly outcome: RequestOutcome; readonly apiKey: string },
): ToldRequest {
  const isAnswered = went.kind === 'answered';
  return {
    ...{ about, method, segments, outcome },
    parameters: parameters ?? null,
    atMs: went.leftAt ?? Date.now(),
    status: isAnswered ? went.status : null,
    code: isAnswered ? null : went.code,
    tookMs: went.durationMs ?? null,
    text: isAnswered ? went.text : null,
    redact: (text) => redact(text, apiKey),
  };
}
