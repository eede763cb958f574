import type { ApplyOutcome } from '../../db/apply-enterprise.ts';
import type { ConnectionState } from '../../db/connections.ts';
import type { EnterpriseSummary } from '../../db/enterprises.ts';
import type { EnterpriseFile } from '../../domain/enterprise.ts';
import { doubtsOf } from '../../domain/settings/doubts.ts';

type Uon = EnterpriseFile['integrations_config']['uon'];

/** What was stored and what is on, for the person who applied it. No secret in it. */
export function applySummary(
  file: EnterpriseFile,
  outcome: ApplyOutcome,
  { namesForeignAccount }: { readonly namesForeignAccount: boolean },
): string[] {
  const { uon } = file.integrations_config;
  const managers = Object.keys(uon.user_extensions).length;
  return [
    `Enterprise ${file.number} «${file.name}»: ${outcome}`,
    `  ${file.timezone}, ${file.country}, ${counted(file.lines.length, 'line')}, ${counted(managers, 'manager')} with extensions`,
    ...(uon.enabled ? uonSummary(uon) : ['  U-ON: off']),
    ...doubtsOf(uon, { hasKey: uon.api_key !== undefined, namesForeignAccount }).map(
      (warning) => `  Warning: ${warning}`,
    ),
  ];
}

/** How the enterprise stands with U-ON. */
export function connectionLine({ state, problem, webhooks, since, checkedAt, isAsked }: ConnectionState): string {
  const times = [
    since && ` since ${since.toISOString()}`,
    `, ${counted(Object.keys(webhooks).length, 'webhook')}`,
    checkedAt && `, looked at ${checkedAt.toISOString()}`,
    isAsked && ' (being looked at again)',
  ];
  return `U-ON: ${STATES[state]}${times.filter(Boolean).join('')}${problem === null ? '' : `: ${problem}`}`;
}

const STATES: Readonly<Record<ConnectionState['state'], string>> = {
  new: 'nobody has looked yet',
  connected: 'connected',
  off: 'switched off',
  failed: 'NOT CONNECTED',
};

function uonSummary(uon: Uon): string[] {
  const { notifications } = uon;
  return [
    `  U-ON: on; call records ${onOff(uon.log_calls)}; names from U-ON ${uon.primary ? 'go first' : 'fill what is empty'}`,
    `  Incoming: ${actionsSummary(uon.incoming_call_actions)}${missedSummary(uon)}`,
    `  Outgoing: ${actionsSummary(uon.outgoing_call_actions)}`,
    `  Popups: ${notifications.mode === 'none' ? 'none' : popupSummary(notifications)}`,
  ];
}

function actionsSummary(actions: Uon['outgoing_call_actions']): string {
  return `unknown callers ${actions.create_client_on_call ? 'become clients' : 'are left alone'}, leads ${actions.create_lead}`;
}

function missedSummary({ incoming_call_actions: actions }: Uon): string {
  return actions.missed_call_task ? `, a missed call is a task in ${actions.task_minutes} min` : '';
}

function popupSummary({ incoming, outgoing, enriched, ab_share }: Uon['notifications']): string {
  const kind = enriched === 'ab' ? `enriched for ${ab_share} per cent` : enriched ? 'enriched' : 'basic';
  return `incoming ${onOff(incoming)}, outgoing ${onOff(outgoing)}, ${kind}`;
}

/** A table with a heading, columns as wide as they need. */
export function listTable(enterprises: readonly EnterpriseSummary[]): string[] {
  if (enterprises.length === 0) return ['No enterprise is stored yet: npm run enterprise -- apply FILE'];
  const rows = [
    ['NUMBER', 'NAME', 'TIME ZONE', 'COUNTRY', 'LINES', 'U-ON', 'UPDATED'],
    ...enterprises.map((one) => [
      ...[one.number, one.name, one.timezone, one.country, String(one.lines)],
      one.uonEnabled ? (one.hasUonKey ? 'on' : 'on, no key') : 'off',
      one.updatedAt.toISOString().slice(0, 19).replace('T', ' '),
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => [...(row[column] ?? '')].length))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, column) => padded(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function padded(cell: string, width: number): string {
  return cell + ' '.repeat(width - [...cell].length);
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

function onOff(value: boolean): string {
  return value ? 'on' : 'off';
}
