import { expect, it } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { en } from './en.ts';
import { ru } from './ru.ts';
import { settingName, toldProblem } from './told-problem.ts';

const files = readdirSync('domain/settings')
  .filter((name) => !name.includes('.test.'))
  .map((name) => `domain/settings/${name}`);
const messages = [...files, 'domain/enterprise.ts', 'db/returned-settings.ts', 'db/apply-enterprise.ts']
  .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/['`]((?:must|is|has|belongs|can be) [^'`]*)['`]/g)])
  .map(([, message = '']) => message.replace(/\$\{[^}]*\}/g, '1'));

it('all that the schemas say of a field is said in Russian too', () => {
  expect(messages.length).toBeGreaterThan(30);
  const untold = messages.filter((message) => !/[а-я]/i.test(toldProblem(message, ru)));
  expect(untold).toEqual([]);
});

it.each([
  ['must be a telephone number (of BY, or with +)', 'Не похоже на номер телефона: нужен номер страны BY или номер с +'],
  ['must be a whole number from 1 to 60', 'Нужно целое число от 1 до 60'],
  ['something of tomorrow', 'Something of tomorrow'],
])('%s: %s', (message, told) => {
  expect(toldProblem(message, ru)).toBe(told);
});

it('a setting is named by the longest beginning of its key that has a name', () => {
  expect(settingName('lines', ru)).toBe('линии');
  expect(settingName('integrations_config.uon.something.new', en)).toBe('U-ON integration');
  expect(settingName('new', en)).toBe('new');
});
