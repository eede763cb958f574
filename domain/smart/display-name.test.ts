import fc from 'fast-check';
import { expect, it } from 'vitest';

import { cutAtWord, displayName, type Nameable } from './display-name.ts';
import { transliterate } from './transliterate.ts';

const nobody: Nameable = { surname: '', name: '', patronymic: '', company: '', kind: 'person' };
const shown = (who: Partial<Nameable>, settings = {}) =>
  displayName({ ...nobody, ...who }, { transliterate: false, name_length: 40, ...settings });
const FULL = { surname: 'Константинопольская', name: 'Александра', patronymic: 'Вячеславовна' };

it.each<[string | null, Partial<Nameable>, object?]>([
  ['Иванов Иван', { surname: 'Иванов', name: 'Иван' }],
  ['Рога и копыта ООО', { kind: 'company', company: 'Рога и копыта, ООО', surname: 'Иванов' }],
  ['Иванов', { kind: 'agency', surname: 'Иванов' }],
  ['Ромашка', { company: 'Ромашка' }],
  ["О'Нил Анна", { surname: "О'Нил", name: 'Анна (тур' }, { name_length: 12 }],
  [null, {}],
  [null, { name: '"<>"' }],
  ['Константинопольская Александра', FULL],
  ['Константинопольская', FULL, { name_length: 25 }],
  ['Констан', FULL, { name_length: 7 }],
  ['Константинопольская Александра Вячеславовна', FULL, { name_length: 0 }],
  ['Konstantinopolskaia', FULL, { name_length: 20, transliterate: true }],
  ['a b System rm', { name: 'a",b\n${System(rm)}' }],
  ['a b c', { name: 'a\u202Eb\u0000c' }],
  [null, { name: '李小龙 🐉' }, { transliterate: true }],
  ['李小龙 🐉', { name: '李小龙 🐉' }],
])('%j is what is shown of %j', (name, who, settings) => {
  expect(shown(who, settings)).toBe(name);
});

it.each([
  ['Щукин Юрий Ильич', 'Shchukin Iurii Ilich'],
  ['ЩУКИН', 'SHCHUKIN'],
  ['Подъячев Хайям', 'Podieiachev Khaiiam'],
  ['Григорий', 'Grigorii'],
  ['Ігор Григорович Їжакевич', 'Ihor Hryhorovych Izhakevych'],
  ['Цімафей Гаўрылюк', 'Tsimafei Hauryliuk'],
  ['Сямён Кузняцоў', 'Siamion Kuzniatsou'],
  ["В'ячеслав Григор’єв", 'Viacheslav Hryhoriev'],
  ['Әлия Қожа Ңұрғали Үміт Һ', 'Aliia Kozha Nurgali Umit H'],
  ['Łukasz Żółć Müller Straße', 'Lukasz Zolc Muller Strasse'],
  ['«Июнь» — тур №1', 'Iiun - tur No 1'],
])('%s is %s in Latin letters', (name, latin) => {
  expect(transliterate(name)).toBe(latin);
});

it('whatever a name is, what is shown breaks no dialplan, and is ASCII where Latin letters are wanted', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), fc.boolean(), fc.nat(120), (name, isLatin, length) => {
      const text = shown({ name }, { transliterate: isLatin, name_length: length }) ?? 'none';
      expect(text).not.toMatch(/[\p{Cc}\p{Cf}"<>;,\\|`$&^(){}[\]]/u);
      expect(text).toBe(text.trim());
      if (isLatin) expect(text).toMatch(/^[\x20-\x7e]+$/);
    }),
  );
});

it('a name is cut between words and characters, never within one', () => {
  expect(cutAtWord('Анна Мария', 7)).toBe('Анна');
  expect(cutAtWord('Анна Мария', 4)).toBe('Анна');
  expect(cutAtWord('👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 2)).toBe('👩‍👩‍👧👩‍👩‍👧');
});
