import { parseArgs } from 'node:util';

export const USAGE = `Usage: npm run chaos -- [options]

  --seed N        what happens is planned by this number; the same one plans the same again (default: by chance)
  --calls N       how many calls (default: 300)
  --accounts N    over how many U-ON accounts, 3 or more (default: 10)
  --real          on the Temporal server of production, on PostgreSQL, instead of the development server
  --no-kills      nothing dies, U-ON alone misbehaves
  --no-faults     U-ON behaves, processes die all the same
  --plan          print the plan and do nothing`;

export interface Arguments {
  readonly seed: number | undefined;
  readonly calls: number;
  readonly accounts: number;
  readonly kills: boolean;
  readonly faults: boolean;
  readonly planOnly: boolean;
  readonly isReal: boolean;
}

/** The command line is not what we understand; the message says which part. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Reads the command line; undefined when help was asked for. @throws UsageError */
export function readArguments(args: readonly string[]): Arguments | undefined {
  const { values } = parse(args);
  if (values.help) return undefined;
  return {
    seed: values.seed === undefined ? undefined : whole('--seed', values.seed, 0, 1_000_000),
    calls: whole('--calls', values.calls ?? '300', 1, 5_000),
    accounts: whole('--accounts', values.accounts ?? '10', 3, 100),
    kills: values.kills ?? true,
    faults: values.faults ?? true,
    planOnly: values.plan ?? false,
    isReal: values.real ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowNegative: true,
      options: {
        seed: { type: 'string' },
        calls: { type: 'string' },
        accounts: { type: 'string' },
        kills: { type: 'boolean' },
        faults: { type: 'boolean' },
        plan: { type: 'boolean' },
        real: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function whole(name: string, text: string, low: number, high: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= low && value <= high) return value;
  throw new UsageError(`${name} must be a whole number from ${low} to ${high}, not "${text}"`);
}
