import { z } from 'zod';

export const faultSchema = z.strictObject({
  /** A route's name, e.g. `user/create`; all when absent. */
  route: z.string().optional(),
  /** GET or POST; both when absent. */
  method: z.enum(['GET', 'POST']).optional(),
  apiKey: z.string().optional(),
  /** `refused`: U-ON wants nothing of this request, now or later. */
  kind: z.enum(['5xx', 'reset', 'timeout', '429', '403', 'refused', 'slow']),
  /** Before the effect: nothing is done. After it: it is done and only the answer suffers. */
  when: z.enum(['before', 'after']).default('before'),
  /** How many requests it hits; null (over HTTP) or Infinity: until it is taken away. */
  times: z
    .union([z.number().int().positive(), z.literal(Infinity), z.null()])
    .default(1)
    .transform((times) => times ?? Infinity),
  /** How long `slow` takes; other kinds strike after it. */
  delayMs: z.number().nonnegative().default(0),
  /** The status of a `5xx`. */
  status: z.number().int().min(500).max(599).default(500),
});

export type FaultOptions = z.input<typeof faultSchema>;
export type Fault = z.output<typeof faultSchema>;

export interface Faults {
  /** @throws ZodError */
  add: (options: FaultOptions) => string;
  remove: (id: string) => boolean;
  clear: () => void;
  list: () => Array<Fault & { id: string }>;
  /** The oldest fault that fits the request, used up by one. */
  take: (request: { route: string; method: string; apiKey: string }) => Fault | undefined;
}

export function createFaults(): Faults {
  const waiting = new Map<string, Fault>();
  let count = 0;
  return {
    add(options) {
      const id = String(++count);
      waiting.set(id, faultSchema.parse(options));
      return id;
    },
    remove: (id) => waiting.delete(id),
    clear: () => waiting.clear(),
    list: () => [...waiting].map(([id, fault]) => ({ id, ...fault })),
    take(request) {
      for (const [id, fault] of waiting) {
        if (!fits(fault, request)) continue;
        fault.times -= 1;
        if (fault.times <= 0) waiting.delete(id);
        return fault;
      }
      return undefined;
    },
  };
}

function fits(fault: Fault, request: { route: string; method: string; apiKey: string }): boolean {
  return (
    (fault.route === undefined || fault.route === request.route) &&
    (fault.method === undefined || fault.method === request.method) &&
    (fault.apiKey === undefined || fault.apiKey === request.apiKey)
  );
}
