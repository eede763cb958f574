import { expect, it } from 'vitest';

import { addEvent, newCall } from './call-state.ts';
import type { CallTerms } from './call-terms.ts';
import { missedTask } from './missed-task.ts';
import { isStoryEvent, parsePbxEvent } from './pbx-event.ts';
import { epochMsToPbxTime } from './pbx-time.ts';
import { integrationsConfig } from './settings.ts';
import type { Client } from './uon-shapes.ts';

const HOURS = { from: '09:00', to: '18:00' };
const HANGUP = { UniqueId: '1.1', CallType: 0, CallStatus: '0', EndTime: '2026-06-01 20:00:00', Trunk: '0001363' };
/** 20:00 of Monday, the first of June, in Minsk. */
const NOW = Date.UTC(2026, 5, 1, 17);

function terms(working_hours?: object): CallTerms {
  const { uon } = integrationsConfig.parse({ uon: { incoming_call_actions: { working_hours } } });
  return {
    ...{ enterprise: '0367', account: null, country: 'BY', timezone: 'Europe/Minsk', ownNumbers: [] },
    ...{ lines: [{ trunk: '0001363', name: 'Офис', phone: undefined }], uon, isUonFirstForNames: false },
  };
}

function missed(phone: string) {
  const { ok, ...parsed } = parsePbxEvent('hangup', { ...HANGUP, Phone: phone });
  if (!ok || !('event' in parsed) || !isStoryEvent(parsed.event)) throw new Error('no event of a call');
  return addEvent(newCall('1.1'), { inboxId: 1, receivedAt: '2026-06-01T17:00:00.000Z', event: parsed.event });
}

function client(timezone?: string): Client {
  return {
    ...{ id: '5', surname: '', name: '', patronymic: '', company: '', kind: 'person', phones: [] },
    ...{ managerId: null, active: true, deleted: false, ...(timezone !== undefined && { timezone }) },
  };
}

it.each([
  ['375291234567', undefined, null, '2026-06-01 20:15:00', null],
  ['375291234567', HOURS, null, '2026-06-02 09:00:00', null],
  ['375291234567', HOURS, client(), '2026-06-02 09:00:00', null],
  ['375291234567', HOURS, client('+03:00'), '2026-06-02 09:00:00', null],
  ['375291234567', HOURS, client('-05:00'), '2026-06-01 20:15:00', '12:15'],
  ['74232123456', HOURS, null, '2026-06-02 02:00:00', '09:00'],
  ['77011234567', HOURS, null, '2026-06-02 07:00:00', '09:00'],
  ['77011234567', HOURS, client('+03:00'), '2026-06-02 09:00:00', null],
  ['77011234567', undefined, null, '2026-06-01 20:15:00', '22:15'],
  ['79161234567', HOURS, null, '2026-06-02 09:00:00', null],
  ['48512345678', { ...HOURS, days: [7] }, null, '2026-06-07 10:00:00', '09:00'],
])('a call of %s, with hours %j, is due at %s of the enterprise', (phone, hours, known, due, ofClient) => {
  const { dueAtMs, text } = missedTask(missed(phone), terms(hours), known, NOW);
  expect(epochMsToPbxTime(dueAtMs, 'Europe/Minsk')).toBe(due);
  const time = ofClient === null ? '' : `, в срок задачи у клиента ${ofClient}`;
  expect(text).toBe(
    `Пропущенный звонок: +${phone}, в 2026-06-01 20:00:00, линия Офис${time}, перезвоните клиенту (звонок 1.1)`,
  );
});
