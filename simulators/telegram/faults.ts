import { z } from 'zod';

export const telegramFaultSchema = z.strictObject({
  /** All when absent. */
  method: z.enum(['getMe', 'getChat', 'getChatMember', 'sendMessage', 'editMessageText']).optional(),
  chatId: z.string().optional(),
  kind: z.enum(['429', '5xx', 'reset', 'timeout', 'slow']),
  /** Before the effect: nothing is done. After it: it is done and only the answer suffers. */
  when: z.enum(['before', 'after']).default('before'),
  /** How many requests it hits; null (over HTTP) or Infinity: until it is taken away. */
  times: z
    .union([z.int().positive(), z.literal(Infinity), z.null()])
    .default(1)
    .transform((times) => times ?? Infinity),
  /** How long `slow` takes. */
  delayMs: z.number().nonnegative().default(0),
  /** Of a 429, seconds. */
  retryAfter: z.number().default(1),
});
export type TelegramFaultOptions = z.input<typeof telegramFaultSchema>;
export type TelegramFault = z.output<typeof telegramFaultSchema>;

export interface TelegramFaults {
  add(options: TelegramFaultOptions): void;
  clear(): void;
  /** The oldest that fits the request, used up by one. */
  take(request: { readonly method: string; readonly chatId: string }): TelegramFault | undefined;
}

export function createTelegramFaults(): TelegramFaults {
  let waiting: TelegramFault[] = [];
  return {
    add: (options) => void waiting.push(telegramFaultSchema.parse(options)),
    clear: () => void (waiting = []),
    take({ method, chatId }) {
      const fault = waiting.find(
        (one) =>
          (one.method === undefined || one.method === method) && (one.chatId === undefined || one.chatId === chatId),
      );
      if (!fault) return undefined;
      fault.times -= 1;
      if (fault.times <= 0) waiting = waiting.filter((one) => one !== fault);
      return fault;
    },
  };
}
