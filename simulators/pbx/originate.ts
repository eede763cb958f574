import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { generateCall, type GeneratedCall } from './generate-call.ts';
import { pbxClock } from './pbx-time.ts';
import { playEvents } from './play-events.ts';
import { createUniqueIds } from './unique-ids.ts';

export interface OriginatePbx {
  /** Where the calls' events go. */
  readonly apiUrl: string;
  /** The enterprise's PBX token. */
  readonly token: string;
  /** What `clientId` must be; undefined: anything. */
  readonly secret: string | undefined;
  readonly trunk: string;
  /** Told of each call that is placed, and of each that is refused. */
  readonly note: (text: string) => void;
}

/** As long as a demonstration looks at it. */
const RING_MS = 2_000;
const TALK_MS = 3_000;

/**
 * A PBX that places calls on demand, `GET /api/makecallexternal?code=EXTENSION&phone=E164&clientId=SECRET`, and tells them by
 * events as every call: the extension rings the phone, which answers.
 */
export function createOriginatePbx(pbx: OriginatePbx): Server {
  return createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://pbx');
    const [code, phone] = [searchParams.get('code') ?? '', searchParams.get('phone') ?? ''];
    const status = judge(pbx, pathname, { code, phone, secret: searchParams.get('clientId') });
    response.writeHead(status, { 'Content-Type': 'application/json' });
    if (status !== 200) {
      pbx.note(`refused with ${status}`);
      return void response.end('{"success":false}');
    }
    const call = outgoing(pbx, code, phone);
    pbx.note(`call ${call.uniqueId} from extension ${code}`);
    response.end(JSON.stringify({ success: true, uniqueid: call.uniqueId }));
    void playEvents(call.events, { url: pbx.apiUrl, token: pbx.token });
  });
}

function judge(
  { secret }: OriginatePbx,
  pathname: string,
  given: { readonly code: string; readonly phone: string; readonly secret: string | null },
): 200 | 400 | 403 | 404 {
  if (pathname !== '/api/makecallexternal') return 404;
  if (secret !== undefined && given.secret !== secret) return 403;
  return /^\d{2,6}$/.test(given.code) && /^\+\d{7,15}$/.test(given.phone) ? 200 : 400;
}

function outgoing({ trunk }: OriginatePbx, extension: string, phone: string): GeneratedCall {
  return generateCall({
    kind: 'outgoing-answered',
    phone: phone.slice(1),
    extensions: [extension],
    trunk,
    startedAt: Date.now(),
    ringMs: RING_MS,
    talkMs: TALK_MS,
    uniqueIds: createUniqueIds(randomInt(1, 9_000_000)),
    clock: pbxClock('Europe/Minsk'),
  });
}
