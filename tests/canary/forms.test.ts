import { expect, it } from 'vitest';
import { formsOf, formsOfPhone } from './forms.ts';

const found = (forms: ReadonlyMap<string, Buffer>, where: string | Buffer) =>
  [...forms].filter(([, bytes]) => Buffer.from(where).includes(bytes)).map(([form]) => form);

it('a text is found in every form, wherever it stands', () => {
  const name = 'Забытая-Канарейкина';
  const forms = formsOf(name);
  const object = { before: 'x', name, after: 'y' };
  expect(found(forms, JSON.stringify(object))).toContain('as it is');
  expect(found(forms, new URLSearchParams(object).toString())).toContain('percent-encoded');
  expect(
    found(
      forms,
      JSON.stringify(object).replace(/[^ -~]/g, (c) => `\\u0${c.charCodeAt(0).toString(16)}`),
    ),
  ).toContain('escaped as in JSON');
  for (const before of ['', 'a', 'ab', 'abc', 'abcd']) {
    const base64 = Buffer.from(`${before}${name} and more`).toString('base64');
    expect(found(forms, base64)).toEqual([expect.stringContaining('base64')]);
  }
  expect(found(forms, Buffer.from(name).toString('hex'))).toEqual(['hex']);
  expect(found(forms, JSON.stringify({ name: 'Забытая' }))).toEqual([]);
});

it('a phone is found however it is written', () => {
  const forms = formsOfPhone('375298070605');
  for (const text of ['+375298070605', '%2B375298070605', '80298070605', '+375 29 807-06-05', '8 (029) 807-06-05'])
    expect(found(forms, text), text).not.toEqual([]);
  expect(found(forms, '+375298070606')).toEqual([]);
});
