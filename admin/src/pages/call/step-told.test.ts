import { expect, it } from 'vitest';
import { en } from '../../texts/en.ts';
import { ru } from '../../texts/ru.ts';
import { stepTold, type StoryOf } from './step-told.ts';

const AT = '2026-01-31T10:00:00.000Z';
const story: StoryOf = {
  steps: [],
  clientId: '11',
  managerName: (id) => (id === '3' ? 'Артём Ковалёв' : `менеджер ${id}`),
};
const told = (
  name: string,
  status: 'done' | 'skipped' | 'failed' | 'late' | 'running',
  error: string | null = null,
) => {
  const { name: what, ended, why } = stepTold({ name, at: AT, status, error, is_repeat: false }, story, ru);
  return `${what}: ${ended}${why === null ? '' : ` (${why})`}`;
};

it.each([
  [told('user/phone', 'done'), 'Поиск клиента по номеру: найден'],
  [
    told('lead/create', 'skipped', 'the client has an active lead'),
    'Новое обращение: не создано (у клиента есть активное обращение)',
  ],
  [
    told('lead/create', 'skipped', 'create_lead is if_no_request and the client has archived leads only'),
    'Новое обращение: не создано (по настройкам «если нет обращений», а у клиента обращения только в архиве)',
  ],
  [told('popup: extension 151, manager 3', 'done'), 'Уведомление: Артём Ковалёв, вн. 151: показано'],
  [
    told('user/update: manager', 'skipped', 'the client has manager 3'),
    'Менеджер клиента: не изменён (у клиента уже есть менеджер: Артём Ковалёв)',
  ],
  [told('call_history/create', 'failed', 'uon-refused: U-ON said no'), 'Запись о звонке в U-ON: не создана'],
  [told('request/update: manager of lead 7', 'done'), 'Менеджер обращения 7: назначен'],
  [told('hangup', 'failed', 'none came in 4 h (max_call_hours)'), /^Завершение звонка: не пришло \(.*за 4 ч/],
  [told('event bridge', 'late'), 'Событие АТС bridge: пришло поздно'],
  [told('something new', 'skipped', 'for a reason'), 'something new: не потребовалось (for a reason)'],
])('%s', (said, wanted) => expect(said).toMatch(wanted));

it('a number that had to be created was not found', () => {
  const steps = [{ name: 'user/create, lead/create', at: '2026-01-31T10:00:01.000Z' }];
  const step = { name: 'user/phone', at: AT, status: 'done', error: null, is_repeat: false } as const;
  expect(stepTold(step, { ...story, steps }, ru).ended).toBe('такого номера в U-ON нет');
  expect(stepTold(step, { ...story, clientId: null }, en).ended).toBe('U-ON does not know the number');
  const later = { ...step, at: '2026-01-31T10:05:00.000Z', is_repeat: true };
  expect(stepTold(later, { ...story, steps }, ru).ended).toBe('найден');
});

it('what a lookup found is not said where the other steps are not known', () => {
  const step = { name: 'user/phone', at: AT, status: 'done', error: null, is_repeat: false } as const;
  expect(stepTold(step, { ...story, steps: null }, ru).ended).toBe('сделано');
});

it('what was done anew says so', () => {
  const step = { name: 'call_history/create', at: AT, status: 'done', error: null, is_repeat: true } as const;
  expect(stepTold(step, story, ru).name).toBe('Повтор: Запись о звонке в U-ON');
});
