import type { BodyFormat } from './body.ts';

export interface ReceivedRequest {
  /** Counts from 1; `GET /_sim/requests?after=` takes it. */
  seq: number;
  /** When the request line arrived: epoch ms with fractions. */
  at: number;
  apiKey: string;
  method: string;
  /** The API method, e.g. `user/phone`; of an unknown route its path without numbers. */
  route: string;
  /** Without key and `.json`. */
  path: string;
  params: Record<string, string>;
  /** The parameters of the body as U-ON read them; of a GET those of the query. */
  body: Record<string, unknown>;
  bodyFormat: BodyFormat;
  /** null until it is answered, and for ever when it never is. */
  status: number | null;
  /** The fault that hit it. */
  fault?: string;
}

/** Epoch ms with fractions, steady while the process lives. */
export function preciseNow(): number {
  return performance.timeOrigin + performance.now();
}

export interface RequestLog {
  requests: ReceivedRequest[];
  add: (request: Omit<ReceivedRequest, 'seq' | 'status'>) => ReceivedRequest;
}

/** Keeps the newest requests in the order of arrival; the oldest go in portions of a tenth. */
export function createRequestLog(keep: number): RequestLog {
  const requests: ReceivedRequest[] = [];
  let seq = 0;
  return {
    requests,
    add(request) {
      const received: ReceivedRequest = { seq: ++seq, ...request, status: null };
      requests.push(received);
      if (requests.length > keep) requests.splice(0, Math.max(1, Math.floor(keep / 10)));
      return received;
    },
  };
}
