import { certaintyOf } from './check/certainty.ts';
import { FAULTS, type Finding, type Observed } from './check/finding.ts';
import { mostInASecond } from './check/limit.ts';
import type { Plan } from './plan/plan.ts';

/** The last line: what happened and what came of it. */
export function summaryLine({ options }: Plan, killed: number, findings: readonly Finding[]): string {
  const counts = FAULTS.map((kind) => `${findings.filter((one) => one.kind === kind).length} ${kind}`);
  const { seed, calls, accounts, isReal } = options;
  return `chaos seed ${seed}${isReal ? ' on the real server' : ''}: ${calls} calls, ${accounts} accounts, ${killed} kills, ${counts.join(', ')}`;
}

/** What is wrong, as a table; the workflow's id says where to look. */
export function findingRows({ agencies }: Plan, findings: readonly Finding[]): string[] {
  return findings.map(({ kind, call, what }) => {
    if (call === null) return `| ${kind} | - | - | ${what} |`;
    const workflow = `call:${agencies[call.agency]?.number ?? '?'}:${call.callId}`;
    const how = call.disorder === 'none' ? '' : `, events ${call.disorder}`;
    return `| ${kind} | ${call.index}: ${call.kind}${how} | ${workflow} | ${what} |`;
  });
}

/** The whole report (Markdown): what was planned, what happened when, what is wrong. */
export function reportText(observed: Observed, killed: number, findings: readonly Finding[]): string {
  const { plan, timeline } = observed;
  return [
    `# ${summaryLine(plan, killed, findings)}`,
    '',
    ...figures(observed),
    '',
    '## What is wrong',
    '',
    ...(findings.length === 0
      ? ['Nothing.']
      : ['| | call | workflow | what |', '|---|---|---|---|', ...findingRows(plan, findings)]),
    '',
    '## What happened',
    '',
    '| ms | |',
    '|---|---|',
    ...timeline.moments.map(({ atMs, what }) => `| ${atMs} | ${what} |`),
    '',
  ].join('\n');
}

function figures({ plan, arrivals, departures, own, deliveries }: Observed): string[] {
  const struck = arrivals.filter(({ fault }) => fault !== undefined).length;
  const arrived = worst(Map.groupBy(arrivals, ({ apiKey }) => apiKey));
  const left = worst(Map.groupBy(departures, ({ account }) => account));
  const lenient = plan.calls.filter((call) => !certaintyOf(call, deliveries.get(call.index) ?? []).isSettled);
  const sent = [...deliveries.values()].flat();
  const repeats = sent.reduce((sum, { attempts }) => sum + attempts - 1, 0);
  const popups = Map.groupBy(own.popups, ({ state }) => state);
  const states = [...popups].map(([state, rows]) => `${rows.length} ${state}`).join(', ');
  return [
    `- ${sent.length} events, ${repeats} repeated by the PBX because they got no 202`,
    `- ${arrivals.length} requests to U-ON, ${struck} of them struck by a fault`,
    `- in the worst second of an account ${left} left and ${arrived} arrived (${departures.length} departures seen)`,
    `- ${lenient.length} calls judged by the number of their effects alone: events came after the hangup had settled`,
    `- popups: ${states || 'none'}; alarms that still stand: ${own.alarms.map(({ kind }) => kind).join(', ') || 'none'}`,
    `- planned: ${plan.kills.length} times a kill, ${plan.faults.length} faults, within ${plan.lengthMs / 1_000} s`,
  ];
}

function worst(byAccount: ReadonlyMap<string, readonly { readonly at: number }[]>): number {
  return Math.max(0, ...[...byAccount.values()].map((some) => mostInASecond(some.map(({ at }) => at))));
}
