/** A variable is not set and has neither a value in the environment nor a default. */
export class MissingVariableError extends Error {
  override name = 'MissingVariableError';
  readonly variable: string;
  constructor(variable: string, message: string) {
    super(`${variable}: ${message}`);
    this.variable = variable;
  }
}

const REFERENCE = /\$(?:\$|\{(?<braced>\w+)(?:(?<operator>:?[-?])(?<rest>[^}]*))?\}|(?<bare>\w+))/g;

/**
 * Puts variables into a text as Docker Compose does: `$X`, `${X}`, `${X:-default}`, `${X-default}`, `${X:?message}`,
 * `${X?message}`; `$$` is a dollar. Stricter: without a default a variable must be given, where Compose only warns.
 *
 * @throws MissingVariableError
 */
export function interpolate(text: string, env: Readonly<Record<string, string | undefined>>): string {
  return text.replace(REFERENCE, (whole: string, ...found: unknown[]) => {
    const { braced, bare, operator, rest = '' } = groupsOf(found.at(-1));
    const name = braced ?? bare;
    if (name === undefined) return whole === '$$' ? '$' : whole;
    const value = env[name];
    const isGiven = value !== undefined && !(operator?.startsWith(':') && value === '');
    if (isGiven) return value;
    if (operator?.endsWith('-')) return rest;
    throw new MissingVariableError(name, rest || 'has no default and is not given');
  });
}

/** The variables that a text names. */
export function variablesOf(text: string): string[] {
  return [...text.matchAll(REFERENCE)].flatMap(({ groups }) => groups?.['braced'] ?? groups?.['bare'] ?? []);
}

interface Groups {
  braced?: string;
  bare?: string;
  operator?: string;
  rest?: string;
}

function groupsOf(groups: unknown): Groups {
  return typeof groups === 'object' && groups !== null ? groups : {};
}
