import { z } from 'zod';
import type { ConnectionState } from '../db/connections.ts';
import type { EnterpriseSummary, ShownEnterprise } from '../db/enterprises.ts';
import { doubtsOf } from '../domain/settings/doubts.ts';

const time = z.iso.datetime();

export const connectionAnswer = z.object({
  state: z.enum(['new', 'connected', 'off', 'failed']).meta({
    description: 'new: nobody has looked yet; off: U-ON is switched off, or has no key; failed: `problem` says why',
  }),
  problem: z.string().nullable().meta({ description: 'What an administrator has to mend' }),
  webhooks: z
    .record(z.string(), z.string())
    .meta({ description: 'Those of ours that stand in U-ON: type_id → id', examples: [{ 47: '11' }] }),
  since: time.nullable().meta({ description: 'Since when it is in this state' }),
  looked_at: time.nullable(),
  pending: z.boolean().meta({ description: 'The settings were stored since: ask again in a few seconds' }),
});

/** Answer of `GET` and `PUT /internal/enterprises/{number}`. */
export const enterpriseAnswer = z.object({
  settings: z
    .looseObject({ number: z.string(), name: z.string(), token: z.string() })
    .meta({ description: 'In the form of `PUT`, defaults filled in, secrets and token masked' }),
  connection: connectionAnswer,
  alarms: z.array(z.object({ since: time, message: z.string() })),
  warnings: z.array(z.string()).meta({ description: 'What is allowed and yet hardly meant' }),
});

export const savedAnswer = enterpriseAnswer.extend({ outcome: z.enum(['created', 'updated', 'unchanged']) });

/** One enterprise in a list. */
export const enterpriseSummary = z.object({
  number: z.string(),
  name: z.string(),
  timezone: z.string(),
  country: z.string(),
  lines: z.int(),
  uon: z.object({ enabled: z.boolean(), has_key: z.boolean() }),
  updated_at: time,
  connection: connectionAnswer,
});

/** Answer of `GET /internal/enterprises`. */
export const enterprisesAnswer = z.object({ enterprises: z.array(enterpriseSummary) });

export type EnterpriseAnswer = z.input<typeof enterpriseAnswer>;

export function connectionTold(connection: ConnectionState | null | undefined): z.input<typeof connectionAnswer> {
  return {
    state: connection?.state ?? 'new',
    problem: connection?.problem ?? null,
    webhooks: connection?.webhooks ?? {},
    since: connection?.since?.toISOString() ?? null,
    looked_at: connection?.checkedAt?.toISOString() ?? null,
    pending: connection?.isAsked ?? true,
  };
}

/** All that an administrator is told of one enterprise. */
export interface Told {
  readonly shown: ShownEnterprise;
  readonly connection: ConnectionState | null;
  readonly alarms: readonly { readonly raisedAt: Date; readonly message: string }[];
}

export function enterpriseTold({ shown, connection, alarms }: Told): EnterpriseAnswer {
  const { file, namesForeignAccount } = shown;
  const { uon } = file.integrations_config;
  return {
    settings: { ...file },
    connection: connectionTold(connection),
    alarms: alarms.map(({ raisedAt, message }) => ({ since: raisedAt.toISOString(), message })),
    warnings: doubtsOf(uon, { hasKey: uon.api_key !== undefined, namesForeignAccount }),
  };
}

export function summaryTold(
  { number, name, timezone, country, lines, uonEnabled, hasUonKey, updatedAt }: EnterpriseSummary,
  connection: ConnectionState | undefined,
): z.input<typeof enterpriseSummary> {
  return {
    ...{ number, name, timezone, country, lines, uon: { enabled: uonEnabled, has_key: hasUonKey } },
    ...{ updated_at: updatedAt.toISOString(), connection: connectionTold(connection) },
  };
}
