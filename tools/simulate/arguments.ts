import { parseArgs } from 'node:util';

export const USAGE = `Usage: npm run simulate -- calls NUMBER [options]     invent calls and play them
       npm run simulate -- play FILE [options]        play an event file, one {at, event, body} per line

Where to (default: what \`npm start\` runs on DATA_DIR, with the demo's token)
  --url URL            the API, e.g. http://127.0.0.1:8080
  --token TOKEN        the enterprise's PBX token
  --timezone ZONE      the PBX's time zone (default: Europe/Minsk)

calls
  --rate N             calls that begin per second (default: 1)
  --seed N             repeat the phones, kinds and lengths of an earlier run
  --extensions A,B,..  extensions that ring, two or more (default: 150,151,152)
  --trunk ID           the line (default: 0001363)
  --ring MIN-MAX       seconds until the answer (default: 1-2)
  --talk MIN-MAX       seconds of talk (default: 2-5)

play
  --speed N|max        1 is the original pace (default), max goes as fast as possible
  --fresh              as a new call of now: times and Uniqueids are moved (a repeat changes nothing)`;

/** The command line is not what we understand; the message says which part. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

type Range = readonly [low: number, high: number];

export interface CallsCommand {
  kind: 'calls';
  count: number;
  rate: number;
  seed: number | undefined;
  extensions: string[];
  trunk: string;
  ringMs: Range;
  talkMs: Range;
}

export interface PlayCommand {
  kind: 'play';
  file: string;
  speed: number | 'max';
  fresh: boolean;
}

export interface Arguments {
  command: CallsCommand | PlayCommand;
  url: string | undefined;
  token: string | undefined;
  timeZone: string;
}

const COMMON = { url: { type: 'string' }, token: { type: 'string' }, timezone: { type: 'string' } } as const;
const OF_CALLS = {
  rate: { type: 'string' },
  seed: { type: 'string' },
  extensions: { type: 'string' },
  trunk: { type: 'string' },
  ring: { type: 'string' },
  talk: { type: 'string' },
} as const;
const OF_PLAY = { speed: { type: 'string' }, fresh: { type: 'boolean' } } as const;

/** Reads the command line; undefined when help was asked for. @throws UsageError */
export function readArguments(args: readonly string[]): Arguments | undefined {
  const [command, ...rest] = args;
  if (command === undefined || command === 'help' || args.includes('--help') || args.includes('-h')) return undefined;
  if (command === 'calls') return readCalls(rest);
  if (command === 'play') return readPlay(rest);
  throw new UsageError(`Unknown command "${command}"`);
}

function readCalls(args: string[]): Arguments {
  const { values, positionals } = parse(() =>
    parseArgs({ args, allowPositionals: true, options: { ...COMMON, ...OF_CALLS } }),
  );
  const extensions = (values.extensions ?? '150,151,152').split(',').map((extension) => extension.trim());
  if (extensions.length < 2 || extensions.includes('')) throw new UsageError('--extensions needs two or more');
  const command: CallsCommand = {
    kind: 'calls',
    count: number('NUMBER of calls', only(positionals, 'NUMBER'), /^[1-9]\d{0,5}$/),
    rate: number('--rate', values.rate ?? '1', /^(?!0*\.?0*$)\d+(\.\d+)?$/),
    seed: values.seed === undefined ? undefined : number('--seed', values.seed, /^\d{1,10}$/),
    extensions,
    trunk: values.trunk ?? '0001363',
    ringMs: secondsRange('--ring', values.ring ?? '1-2'),
    talkMs: secondsRange('--talk', values.talk ?? '2-5'),
  };
  return { command, ...whereTo(values) };
}

function readPlay(args: string[]): Arguments {
  const { values, positionals } = parse(() =>
    parseArgs({ args, allowPositionals: true, options: { ...COMMON, ...OF_PLAY } }),
  );
  const command: PlayCommand = {
    kind: 'play',
    file: only(positionals, 'FILE'),
    speed: values.speed === 'max' ? 'max' : number('--speed', values.speed ?? '1', /^(?!0*\.?0*$)\d+(\.\d+)?$/),
    fresh: values.fresh ?? false,
  };
  return { command, ...whereTo(values) };
}

/** node's own parser tells in its message which argument it does not know. */
function parse<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function whereTo(values: { url?: string; token?: string; timezone?: string }) {
  if (values.url !== undefined && !URL.canParse(values.url)) throw new UsageError(`--url is no URL: "${values.url}"`);
  return { url: values.url, token: values.token, timeZone: timeZone(values.timezone ?? 'Europe/Minsk') };
}

function timeZone(name: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    throw new UsageError(`--timezone is unknown: "${name}"`);
  }
}

function only(positionals: string[], name: string): string {
  const [value, extra] = positionals;
  if (value === undefined) throw new UsageError(`${name} is missing`);
  if (extra !== undefined) throw new UsageError(`Unexpected argument "${extra}"`);
  return value;
}

function number(name: string, value: string, form: RegExp): number {
  if (!form.test(value)) throw new UsageError(`${name} is not right: "${value}"`);
  return Number(value);
}

function secondsRange(name: string, value: string): Range {
  const [low, high = low] = value.split('-').map((part) => number(name, part, /^\d+(\.\d+)?$/) * 1000);
  if (low === undefined || high === undefined || low > high) throw new UsageError(`${name} is not right: "${value}"`);
  return [Math.round(low), Math.round(high)];
}
