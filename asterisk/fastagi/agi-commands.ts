import type { Socket } from 'node:net';
import { AgiError } from './agi-error.ts';
import type { AgiLines } from './agi-lines.ts';

/** What Asterisk is asked to do with the call. Each waits for its answer. @throws AgiError */
export interface AgiCommands {
  /** Of the channel, else of the whole PBX; empty where there is none. */
  variable(name: string): Promise<string>;
  /** A variable, or a function as `CALLERID(name)`. The value is taken as it is: nothing in it is evaluated. */
  setVariable(name: string, value: string): Promise<void>;
}

/** Source: docs.asterisk.org, "AGI Commands"; res_agi.c, `parse_args` for the quotes. */
export function agiCommands(socket: Socket, lines: AgiLines): AgiCommands {
  const ask = async (command: string): Promise<string> => {
    socket.write(`${command}\n`);
    const [, value] = /^200 result=1(?: \((.*)\))?/.exec(await answerOf(lines)) ?? [];
    return value ?? '';
  };
  return {
    variable: (name) => ask(`GET VARIABLE ${name}`),
    setVariable: async (name, value) => void (await ask(`SET VARIABLE ${name} ${quoted(value)}`)),
  };
}

async function answerOf(lines: AgiLines): Promise<string> {
  const answer = await lines.next();
  if (answer.startsWith('200 ')) return answer;
  if (/^5\d\d[ -]/.test(answer)) throw new AgiError('refused', `Asterisk answered ${answer.slice(0, 3)}`);
  throw new AgiError('not-agi', 'it did not answer as Asterisk does');
}

/** One argument, whatever is in it. */
function quoted(text: string): string {
  return `"${text.replace(/[\r\n\0]/g, ' ').replace(/[\\"]/g, String.raw`\$&`)}"`;
}
