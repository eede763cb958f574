import { expect, it } from 'vitest';
import { DEFAULT_DRAFT } from './default-draft.ts';
import { samplePopup, scenariosOf, type SampleSettings } from './popup-samples.ts';

const settings: SampleSettings = {
  ...{ direction: 'incoming', subdomain: 'id1.u-on.ru', timezone: 'Europe/Minsk', line: '', extension: '151' },
  ...{ atMs: 0, createsClient: false, lastCalls: 2, showRequests: true, mergeWindowS: 30, isPlain: false },
  links: DEFAULT_DRAFT.links,
};

it('offers to create the client where calls do not', () => {
  const text = samplePopup('unknown', settings);
  expect(text).toContain('❓ Неизвестный клиент');
  expect(text).toContain('>Создать клиента</a>');
});

it('links the client that a call will have created, and offers nothing', () => {
  const text = samplePopup('unknown', { ...settings, createsClient: true });
  expect(text).toMatch(/❓ <a href="https:\/\/id1\.u-on\.ru\/[^"]*\d+"[^>]*>Новый клиент<\/a>/);
  expect(text).not.toContain('Создать клиента');
});

it('shows of a known client as many calls as are wanted, and requests where they are', () => {
  const text = samplePopup('missed', settings);
  for (const part of [
    '🤝 Клиент менеджера: Петрова Анна',
    '❗ Прошлый звонок пропущен',
    '/lead/edit/1204"',
    '🧳 Заявки:',
  ])
    expect(text).toContain(part);
  expect(text.match(/(входящий|исходящий), /g)).toHaveLength(2);
  const bare = samplePopup('own', { ...settings, lastCalls: 0, showRequests: false });
  expect(bare).toContain('⭐ Ваш клиент');
  expect(bare).not.toMatch(/Заявки|Последние звонки/);
});

it('several calls are one popup where the settings merge them, plain where no card is wanted', () => {
  expect(scenariosOf({ merge_window_s: 0 })).not.toContain('merged');
  expect(scenariosOf({ merge_window_s: 30 })).toContain('merged');
  const text = samplePopup('merged', settings);
  expect(text).toMatch(/^📞 <b>3 звонка за 30 с<\/b>\n[^]*⭐ ваш клиент[^]*<b>пропущен<\/b>/);
  expect(samplePopup('merged', { ...settings, isPlain: true })).not.toContain('<');
});
