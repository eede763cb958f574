/** A request as it came. */
export interface ReceivedTelegram {
  readonly seq: number;
  readonly at: number;
  readonly token: string;
  readonly method: string;
  readonly chatId: string;
  readonly text: string | null;
  /** What was answered, `fault` where a fault struck, `limit` where it came too early. */
  status: number;
  how: 'done' | 'refused' | 'limit' | 'fault';
}
