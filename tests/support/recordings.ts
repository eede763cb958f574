import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';

/** What is answered for any recording here: a second of silence, as WAV says it. */
export const SOUND = wav(8_000);

export interface RecordingServer {
  readonly url: string;
  /** Headers of the requests, in their order. */
  readonly asked: IncomingHttpHeaders[];
  close(): Promise<void>;
}

/** Where recordings lie: parts of them may be asked for. `answer` does it otherwise. */
export async function startRecordings(answer: RequestListener = sendSound): Promise<RecordingServer> {
  const asked: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    asked.push(request.headers);
    answer(request, response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const close = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close().closeAllConnections();
    await closed;
  };
  return { url, asked, close };
}

export const sendSound = soundAs('audio/wav');

/** Sends it and says that it is of this type. */
export function soundAs(contentType: string): RequestListener {
  return (request, response) => {
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
    const type = { 'Content-Type': contentType, 'Accept-Ranges': 'bytes' };
    if (!range) {
      response.writeHead(200, { ...type, 'Content-Length': SOUND.length }).end(SOUND);
      return;
    }
    const from = Number(range[1]);
    const to = range[2] === '' ? SOUND.length - 1 : Math.min(Number(range[2]), SOUND.length - 1);
    if (from > to) {
      response.writeHead(416, { 'Content-Range': `bytes */${SOUND.length}` }).end();
      return;
    }
    const part = SOUND.subarray(from, to + 1);
    const range206 = { 'Content-Range': `bytes ${from}-${to}/${SOUND.length}`, 'Content-Length': part.length };
    response.writeHead(206, { ...type, ...range206 }).end(part);
  };
}

function wav(samples: number): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8_000, 24);
  head.writeUInt32LE(8_000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples, 40);
  return Buffer.concat([head, Buffer.alloc(samples, 128)]);
}
