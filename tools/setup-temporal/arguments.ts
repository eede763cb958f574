import { parseArgs } from 'node:util';
import { RETENTION_HOURS } from '../../workers/temporal-setup/prepare-temporal.ts';

export const USAGE = `Usage: npm run setup:temporal -- [--retention ${RETENTION_HOURS}h]

Prepares the Temporal server of TEMPORAL_ADDRESS, else that of the running instance (DATA_DIR): makes the namespace
TEMPORAL_NAMESPACE where there is none, adds our search attributes, and limits the task queue by account. What is right
already is left as it is; run it as often as you like.

  --retention 72h|3d   how long the histories of closed calls are kept in a namespace that has to be made; one that is
                       there keeps its own (\`temporal operator namespace update --retention\` changes it)`;

/** The command line makes no sense; the message says why. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Retention in hours, or the wish for help. @throws UsageError */
export function readArguments(args: string[]): { retentionHours: number } | 'help' {
  const { values } = parse(args);
  if (values.help) return 'help';
  const { retention } = values;
  if (retention === undefined) return { retentionHours: RETENTION_HOURS };
  const [, amount, unit] = /^(\d{1,5})(h|d)$/.exec(retention) ?? [];
  const hours = Number(amount) * (unit === 'd' ? 24 : 1);
  if (!(hours >= 1)) throw new UsageError('--retention: hours or days, at least an hour: 72h, 3d');
  return { retentionHours: hours };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: { retention: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
