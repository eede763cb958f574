import { connect, type Socket } from 'node:net';

export interface PlayedCall {
  /** What was set, in order. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface CallOptions {
  readonly port: number;
  readonly script?: string;
  readonly args?: readonly string[];
  /** Channel variables that are there. */
  readonly known?: Readonly<Record<string, string>>;
  readonly uniqueId?: string;
  readonly callerId?: string;
}

/** An Asterisk as res_agi.c 16 and 22 behave at `AGI(agi://...)`: says the environment, does what it is told until the other side ends. */
export async function playCall(options: CallOptions): Promise<PlayedCall> {
  const variables: Record<string, string> = {};
  const socket = await connected(options.port);
  socket.write(environment(options));
  let rest = '';
  socket.setEncoding('utf8').on('data', (chunk) => {
    const [last = '', ...lines] = (rest + String(chunk)).split('\n').toReversed();
    rest = last;
    for (const line of lines.toReversed()) socket.write(`${answerTo(line, variables, options.known ?? {})}\n`);
  });
  if (!socket.closed) await either(socket, 'close');
  return { variables };
}

export async function connected(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  await either(socket, 'connect', 'close');
  return socket;
}

/** Waits for one of these events; a connection that is let go of may be reset, which is no fault of the player's. */
function either(socket: Socket, ...events: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    for (const event of events) socket.once(event, () => resolve());
  });
}

export function environment({ port, script = 'getcustomerdata', args = [], ...call }: CallOptions): string {
  const said = {
    network: 'yes',
    network_script: script,
    request: `agi://127.0.0.1:${port}/${script}`,
    channel: 'PJSIP/trunk-00000000',
    language: 'en',
    type: 'PJSIP',
    uniqueid: call.uniqueId ?? '1757840723.6',
    version: '16.28.0~dfsg-0+deb11u10',
    callerid: call.callerId ?? '375291112233',
    calleridname: 'unknown',
    context: 'from-trunk',
    extension: '0001363',
    priority: '3',
    accountcode: '',
    ...Object.fromEntries(args.map((value, index) => [`arg_${index + 1}`, value])),
  };
  const lines = Object.entries(said).map(([name, value]) => `agi_${name}: ${value}\n`);
  return `${lines.join('')}\n`;
}

function answerTo(line: string, variables: Record<string, string>, known: Readonly<Record<string, string>>): string {
  const [, asked] = /^GET VARIABLE (\S+)$/.exec(line) ?? [];
  if (asked !== undefined) return asked in known ? `200 result=1 (${known[asked]})` : '200 result=0';
  const [, name, value] = /^SET VARIABLE (\S+) "((?:[^"\\]|\\.)*)"$/.exec(line) ?? [];
  if (name === undefined || value === undefined) return '510 Invalid or unknown command';
  variables[name] = value.replace(/\\(.)/g, '$1');
  return '200 result=1';
}
