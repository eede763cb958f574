/** The variables of a channel, as `Set` lines leave them. */
export type Variables = Readonly<Record<string, string>>;

/**
 * Runs the lines `Set(NAME=${FUNCTION(...)})` of a context one after the other, as Asterisk 16.28 and 22.10 were seen to. Only
 * the functions that take texts apart; others are left out, and so is what buffers of 4,096 bytes cut off.
 */
export function runSets(context: string, given: Variables): Variables {
  const variables: Record<string, string> = { ...given };
  for (const [, name = '', call = '', argument = ''] of context.matchAll(/Set\((\w+)=\$\{(\w+)\((.*)\)\}\)$/gm)) {
    const run = FUNCTIONS[call];
    if (run) variables[name] = run(argument, variables);
  }
  return variables;
}

const FUNCTIONS: Readonly<Record<string, (argument: string, variables: Variables) => string>> = {
  STRREPLACE: (argument, variables) => {
    const [name = '', find = '', by = ''] = separated(argument);
    return (variables[name] ?? '').replaceAll(find, by);
  },
  REPLACE: (argument, variables) => {
    const [name = '', find = '', by = ''] = separated(argument);
    return [...(variables[name] ?? '')].map((sign) => (find.includes(sign) ? by : sign)).join('');
  },
  CUT: (argument, variables) => {
    const [name = '', delimiter = '', field = ''] = separated(argument);
    return (variables[name] ?? '').split(delimiter)[Number(field) - 1] ?? '';
  },
  // Its last argument is all the rest, as it is; bytes, not characters.
  FILTER: (argument, variables) => {
    const at = argument.indexOf(',');
    const [, name = ''] = /^\$\{(\w+)\}$/.exec(argument.slice(at + 1)) ?? [];
    const kept = allowedBytes(argument.slice(0, at));
    return Buffer.from(Buffer.from(variables[name] ?? '').filter((byte) => kept.has(byte))).toString();
  },
};

/** Arguments at their commas; parentheses and quotes hold some together, a backslash takes the next sign as it is. */
function separated(argument: string): string[] {
  const args = [''];
  let depth = 0;
  for (let at = 0; at < argument.length; at++) {
    const sign = argument.charAt(at);
    depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
    if (sign === '\\') args.push(`${args.pop()}${argument.charAt(++at)}`);
    else if (sign === ',' && depth === 0) args.push('');
    else args.push(`${args.pop()}${sign}`);
  }
  return args;
}

function allowedBytes(spec: string): Set<number> {
  const signs = [...spec.matchAll(/\\x([\da-f]{2})|([^])/g)].map(([, hex, sign]) =>
    hex === undefined ? (sign ?? '') : Number.parseInt(hex, 16),
  );
  const code = (sign: string | number = 0) => (typeof sign === 'number' ? sign : sign.charCodeAt(0));
  const kept = new Set<number>();
  for (let at = 0; at < signs.length; at++) {
    const isRange = signs[at + 1] === '-' && at + 2 < signs.length;
    const [first, last] = [code(signs[at]), code(signs[isRange ? at + 2 : at])];
    for (let byte = first; byte <= last; byte++) kept.add(byte);
    if (isRange) at += 2;
  }
  return kept;
}
