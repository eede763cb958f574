import { z } from 'zod';
import { CHECK_CODES, type CheckStep, type CheckStepName, type CheckSteps } from '../../../domain/uon-check.ts';

const time = z.iso.datetime();
const message = z.string().nullable().meta({ description: 'In the words of U-ON or of the network' });
const httpStatus = z.int().nullable();

const step = <Name extends CheckStepName, Facts extends z.ZodRawShape>(name: Name, facts: Facts) =>
  z.object({
    step: z.literal(name),
    state: z.enum(['ok', 'failed', 'skipped']),
    code: z.enum(CHECK_CODES[name]),
    took_ms: z.int(),
    facts: z.object(facts),
  });

const client = z.object({
  id: z.string(),
  surname: z.string(),
  name: z.string(),
  patronymic: z.string(),
  company: z.string(),
  kind: z.enum(['person', 'company', 'agency']),
  phones: z.array(z.string()),
  manager_id: z.string().nullable(),
  is_active: z.boolean(),
});

/** Answer of `checkUon`: each step once, in their order. */
export const checkAnswer = z.object({
  took_ms: z.int(),
  ping: step('ping', {
    host: z.string().nullable(),
    http_status: httpStatus,
    certificate_until: time.nullable().meta({ description: 'null without TLS' }),
    network: z.string().nullable().meta({ description: 'As ECONNREFUSED' }),
  }),
  key: step('key', {
    http_status: httpStatus,
    message,
    is_released: z.boolean().meta({ description: 'The account was not asked any more for its trouble; now it is' }),
  }),
  limits: step('limits', {
    our_per_second: z.int(),
    uon_per_second: z.int(),
    used_last_second: z.int().nullable(),
    last_request_at: time.nullable(),
    held_until: time.nullable(),
    headers: z.record(z.string(), z.string()).meta({ description: 'What the answer of U-ON says of limits' }),
  }),
  search: step('search', {
    sent: z.object({ method: z.string(), path: z.string().meta({ description: 'The key is hidden' }) }).nullable(),
    raw: z
      .object({ http_status: z.int(), text: z.string(), is_cut: z.boolean() })
      .nullable()
      .meta({ description: 'As it came, the key hidden, cut at 20,000 characters' }),
    read: z
      .object({
        clients: z.array(client),
        chosen_id: z.string().nullable().meta({ description: 'Of several, the one that counts' }),
      })
      .nullable()
      .meta({ description: 'As we read it' }),
    message,
  }),
});
export type CheckAnswer = z.output<typeof checkAnswer>;

export function checkTold({ ping, key, limits, search }: CheckSteps, tookMs: number): CheckAnswer {
  return {
    took_ms: tookMs,
    ping: {
      ...common(ping),
      facts: {
        host: ping.facts.host,
        http_status: ping.facts.httpStatus,
        certificate_until: ping.facts.certificateUntil,
        network: ping.facts.network,
      },
    },
    key: {
      ...common(key),
      facts: { http_status: key.facts.httpStatus, message: key.facts.message, is_released: key.facts.isReleased },
    },
    limits: {
      ...common(limits),
      facts: {
        our_per_second: limits.facts.ourPerSecond,
        uon_per_second: limits.facts.uonPerSecond,
        used_last_second: limits.facts.usedLastSecond,
        last_request_at: limits.facts.lastRequestAt,
        held_until: limits.facts.heldUntil,
        headers: { ...limits.facts.headers },
      },
    },
    search: { ...common(search), facts: searchTold(search.facts) },
  };
}

function common<Name extends CheckStepName>({ step: name, state, code, tookMs }: CheckStep<Name>) {
  return { step: name, state, code, took_ms: Math.round(tookMs) };
}

function searchTold({ sent, raw, read, message: said }: CheckSteps['search']['facts']): CheckAnswer['search']['facts'] {
  return {
    sent: sent && { ...sent },
    raw: raw && { http_status: raw.httpStatus, text: raw.text, is_cut: raw.isCut },
    read: read && {
      chosen_id: read.chosenId,
      clients: read.clients.map(({ managerId, active, deleted, ...rest }) => ({
        ...rest,
        manager_id: managerId,
        is_active: active && !deleted,
      })),
    },
    message: said,
  };
}
