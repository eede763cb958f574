import { parseArgs } from 'node:util';
import { z } from 'zod';

export const USAGE = `Usage: npm run outage -- [--hours 24] [--scale 0.004] [--calls 300]
  --hours H   how long U-ON is away, in the time of the service
  --scale S   how much faster that time passes: all waiting between attempts and probes is multiplied by it
  --calls N   calls of the two accounts whose U-ON is away, spread over the outage`;

const schema = z.object({
  hours: z.coerce.number().positive(),
  scale: z.coerce.number().positive().max(1),
  calls: z.coerce.number().int().positive(),
});

export type OutagePlan = z.output<typeof schema>;

/** @throws Error with what is wrong, and the usage */
export function readArguments(args: string[]): OutagePlan {
  const { values } = parseArgs({
    args,
    options: {
      hours: { type: 'string', default: '24' },
      scale: { type: 'string', default: '0.004' },
      calls: { type: 'string', default: '300' },
    },
  });
  const read = schema.safeParse(values);
  if (!read.success) throw new Error(`${z.prettifyError(read.error)}\n\n${USAGE}`);
  return read.data;
}
