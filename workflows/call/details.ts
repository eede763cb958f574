import type { CallSnapshot, StepStatus } from '../../domain/journal.ts';

const SIGN: Readonly<Record<StepStatus, string>> = {
  done: '✅',
  running: '⏳',
  skipped: '➖',
  failed: '❌',
  late: '🕗',
};
const DIRECTION = { incoming: 'Входящий', outgoing: 'Исходящий', internal: 'Внутренний' } as const;
const STATUS = { ringing: 'звонит', talking: 'разговор', ended: 'завершён' } as const;

/** The call at a glance for the Temporal Web UI (Markdown), without personal data. */
export function describeCall(call: CallSnapshot): string {
  const head = [
    `**${call.direction ? DIRECTION[call.direction] : 'Звонок'}**`,
    `${STATUS[call.status]}${call.status === 'ended' ? (call.answered ? ', отвечен' : ', без ответа') : ''}`,
    ...(call.extension ? [`вн. ${call.extension}`] : []),
    ...(call.managerId ? [`менеджер ${call.managerId}`] : []),
    ...(call.clientId ? [`клиент ${call.clientId}`] : []),
    ...(call.leadId ? [`обращение ${call.leadId}`] : []),
    ...(call.durationS === null ? [] : [`${call.durationS} с`]),
  ];
  const steps = call.steps.map(
    ({ name, at, status, error }) => `- ${SIGN[status]} ${at.slice(11, 19)} ${name}${error ? ` — ${error}` : ''}`,
  );
  return [head.join(' · '), '', ...steps].join('\n');
}
