import { randomInt } from 'node:crypto';

import { createNumbers } from '../../simulators/pbx/belarus-numbers.ts';
import { generateCall, type GeneratedCall } from '../../simulators/pbx/generate-call.ts';
import { pbxClock } from '../../simulators/pbx/pbx-time.ts';
import { playEvents } from '../../simulators/pbx/play-events.ts';
import { seededRandom } from '../../simulators/pbx/random.ts';
import { createUniqueIds } from '../../simulators/pbx/unique-ids.ts';

/** The demo's enterprise as `demo/enterprise-0367.json` has it. */
export const DEMO_ENTERPRISE = '0367';
export const DEMO_TOKEN = 'pbx-token-0367';
/** Which events of a call's dozen are told while they are played. */
const TOLD = new Set(['start', 'dial', 'bridge', 'hangup']);

/** A call from a number that nobody knows, answered by extension 151 after two seconds. */
export function inventDemoCall(now: number): GeneratedCall {
  return generateCall({
    kind: 'incoming-answered',
    phone: createNumbers(seededRandom(randomInt(2 ** 31)))(),
    extensions: ['151', '152'],
    answeredBy: '151',
    trunk: '0001363',
    startedAt: now,
    ringMs: 2_000,
    talkMs: 3_000,
    recordUrl: 'https://records.example/demo.mp3',
    uniqueIds: createUniqueIds(randomInt(1, 9_000_000)),
    clock: pbxClock('Europe/Minsk'),
  });
}

/** Plays the call as a PBX does. Returns why it could not be played, else undefined. */
export async function playDemoCall(
  call: GeneratedCall,
  apiUrl: string,
  note: (text: string) => void,
  signal: AbortSignal,
): Promise<string | undefined> {
  const sent = await playEvents(call.events, {
    url: apiUrl,
    token: DEMO_TOKEN,
    signal,
    onSent: ({ event: { event } }) => {
      if (TOLD.has(event)) note(event);
    },
  });
  const refused = sent.find(({ accepted }) => !accepted);
  if (!refused) return undefined;
  if (refused.status === 401) return `enterprise ${DEMO_ENTERPRISE} has another PBX token than the demo's`;
  return `event ${refused.event.event} was answered with ${refused.status ?? 'nothing'}`;
}
