import type { RequestHandler, Router } from 'express';
import type { z } from 'zod';

/** Who may ask, and by what he is known. */
export type Access =
  | 'anyone'
  /** The enterprise's PBX, by the header `Token`. */
  | 'pbx-token'
  /** U-ON, by the secret in the address. */
  | 'webhook-secret'
  /** Senders in an enterprise's `webhook_ips`. */
  | 'listed-address'
  /** `Authorization: Bearer`. */
  | 'service-token'
  /** Who is logged in to the administration page, by the cookie. */
  | 'session'
  /** Temporal's Web UI, by the token in the address. */
  | 'codec-token';

export interface RequestBody {
  readonly schema: z.ZodType;
  /** Media types that it may be written in; JSON where nothing is said. */
  readonly types?: readonly string[];
  /** Larger ones are answered with 413. */
  readonly limitBytes: number;
  /** A list in it is judged item by item: what can't be read fails alone, and the others go on. */
  readonly isJudgedByItem?: true;
  /** By what they show. */
  readonly examples: Readonly<Record<string, unknown>>;
}

export interface Answer {
  readonly description: string;
  /** Without it the answer has no body. */
  readonly schema?: z.ZodType;
  /** `input`: the answer is as a request may give it (a stored file), not as we read it. */
  readonly io?: 'input' | 'output';
  /** JSON where nothing is said. */
  readonly type?: string;
  readonly example?: unknown;
}

/** A route as the document tells of it. Stands beside its router, and its schemas are those that check. */
export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** Parameters in braces: `/internal/calls/{enterprise}/{uniqueid}`. */
  readonly path: string;
  /** Unique: clients name their functions after it. */
  readonly id: string;
  readonly tag: Tag;
  readonly summary: string;
  readonly description?: string;
  readonly access: Access;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** Headers that it reads beside those that every request has. */
  readonly headers?: z.ZodObject;
  readonly body?: RequestBody;
  readonly answers: Readonly<Record<number, Answer>>;
  /** Refusals beside those that come of `access`, `params`, `query` and `body`: status and when. */
  readonly problems?: Readonly<Record<number, string>>;
}

export type Tag = 'PBX' | 'U-ON' | 'Internal' | 'Recovery' | 'Enterprises' | 'Administration' | 'Operation';

/** Has the router answer an operation where its description says. */
export function serve(router: Router, { method, path }: Operation, ...handlers: readonly RequestHandler[]): void {
  router[method](expressPath(path), ...handlers);
}

/** `/calls/{id}` as Express writes it: `/calls/:id`. */
export function expressPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}
