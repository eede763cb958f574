import type { Socket } from 'node:net';
import { AgiError } from './agi-error.ts';

/** What Asterisk says, line by line. */
export interface AgiLines {
  /** The next line without its end. @throws AgiError once nothing more can come */
  next(): Promise<string>;
  /** Aborts, with an `AgiError`, once there is nobody to talk to any more. */
  readonly over: AbortSignal;
  /** Nothing more is taken; what waits for a line gets this error. */
  end(error: AgiError): void;
}

/** An environment has about 25 lines of less than 100 characters, with arguments a few more; answers are short. */
const MOST_CHARACTERS = 32_768;

/** Reads from then on: a hangup in the middle of something else is heard at once. */
export function agiLines(socket: Socket, most = MOST_CHARACTERS): AgiLines {
  const over = new AbortController();
  const lines: string[] = [];
  let rest = '';
  let heard = 0;
  let wake = Promise.withResolvers<void>();

  const end = (error: AgiError) => {
    over.abort(error);
    wake.resolve();
  };
  const take = (chunk: string) => {
    heard += chunk.length;
    // For all of a call: a sender of megabytes is stopped, with line ends in them or without.
    if (heard > most) end(new AgiError('not-agi', `more than ${most} characters came`));
    if (over.signal.aborted) return;
    const [last = '', ...whole] = (rest + chunk).split('\n').toReversed();
    rest = last;
    lines.push(...whole.toReversed().map((line) => line.replace(/\r$/, '')));
    // Asterisk says so on its own, in between (unless AGISIGHUP is `no`); it does not go on then.
    if (lines.includes('HANGUP')) end(new AgiError('hung-up', 'the caller hung up'));
    wake.resolve();
  };
  socket.setEncoding('utf8');
  socket.on('data', (chunk) => take(String(chunk)));
  socket.on('error', () => end(new AgiError('hung-up', 'the connection broke')));
  socket.on('close', () => end(new AgiError('hung-up', 'the connection was closed')));
  socket.on('end', () => end(new AgiError('hung-up', 'the connection was closed')));

  const next = async (): Promise<string> => {
    for (;;) {
      if (over.signal.aborted) throw over.signal.reason;
      const line = lines.shift();
      if (line !== undefined) return line;
      wake = Promise.withResolvers<void>();
      await wake.promise;
    }
  };
  return { next, over: over.signal, end };
}
