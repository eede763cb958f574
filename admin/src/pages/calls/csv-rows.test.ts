import { expect, it } from 'vitest';
import { csvRowCounter } from './csv-rows.ts';

it('rows are counted wherever the pieces are cut, line breaks inside quotes are none', () => {
  const file = new TextEncoder().encode('\uFEFFКто;Имя\r\n1;"Иванов\r\nИван"\r\n2;"Рога ""и"" Копыта"\r\n');
  for (let cut = 0; cut <= file.length; cut += 1) {
    const count = csvRowCounter();
    count(file.slice(0, cut));
    expect(count(file.slice(cut))).toBe(2);
  }
});

it('a file without calls has no rows', () => {
  expect(csvRowCounter()(new TextEncoder().encode('Кто;Имя\r\n'))).toBe(0);
});
