import { expect, it } from 'vitest';
import { createAdmission } from './admission.ts';
import { TooManyError } from './too-many.ts';

const door = { enterprise: '0367', country: 'BY' as const, ownNumbers: [] };

function admission() {
  const asked: string[] = [];
  const doors = new Map([
    ['right', door],
    ['seldom', door],
  ]);
  const doorOf = async (token: string) => {
    asked.push(token);
    return doors.get(token) ?? null;
  };
  return { asked, doors, ...createAdmission({ doorOf }) };
}

it('knows the enterprise of a token, and nobody else', async () => {
  const { admit } = admission();
  expect(await admit('right', '10.0.0.1')).toBe(door);
  expect(await admit('wrong', '10.0.0.1')).toBeNull();
  expect(await admit('', '10.0.0.1')).toBeNull();
});

it('lets an address guess a hundred times, and then asks the database no more', async () => {
  const { admit, asked } = admission();
  for (let guess = 0; guess < 100; guess += 1) await admit(`guess ${guess}`, '10.0.0.1');
  const questions = asked.length;
  for (let guess = 0; guess < 500; guess += 1) {
    await admit(`more ${guess}`, '10.0.0.1').catch((error: unknown) => expect(error).toBeInstanceOf(TooManyError));
  }
  // A few more come in while that takes its time: ten a second.
  expect(asked.length).toBeLessThan(questions + 50);
});

it('still lets in whose token was right before, from the same address, and any right one from another', async () => {
  const { admit } = admission();
  await admit('right', '10.0.0.1');
  for (let guess = 0; guess < 110; guess += 1) await admit(`guess ${guess}`, '10.0.0.1').catch(() => null);
  expect(await admit('right', '10.0.0.1')).toBe(door);
  expect(await admit('seldom', '10.0.0.2')).toBe(door);
});

it('takes the addresses of one IPv6 network for one', async () => {
  const { admit } = admission();
  for (let guess = 0; guess < 100; guess += 1) await admit(`guess ${guess}`, `2001:db8:0:1::${guess}`);
  await expect(admit('guess', '2001:db8:0:1:ffff::1')).rejects.toThrow(TooManyError);
});

it('says after how many seconds an event may come again', async () => {
  const { admit } = admission();
  const tries = await Promise.allSettled(Array.from({ length: 600 }, () => admit('right', '10.0.0.1')));
  const refusals = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  expect(refusals.length).toBeGreaterThan(0);
  expect(refusals[0]).toMatchObject({ retryAfterS: 1 });
});

it('asks the database nothing for what a known enterprise sends beyond its rate', async () => {
  const { admit, asked } = admission();
  await admit('right', '10.0.0.1');
  const tries = await Promise.allSettled(Array.from({ length: 600 }, () => admit('right', '10.0.0.1')));
  expect(asked).toHaveLength(1 + tries.filter(({ status }) => status === 'fulfilled').length);
});

it('lets a token in no more once it was removed, and what is tried with it costs its enterprise nothing', async () => {
  const { admit, doors } = admission();
  await admit('right', '10.0.0.1');
  doors.delete('right');
  for (let guess = 0; guess < 100; guess += 1) expect(await admit('right', '10.0.0.1')).toBeNull();
  // 500 at once, less the first and the one try that told of the removal.
  const tries = Array.from({ length: 498 }, () => admit('seldom', '10.0.0.2'));
  expect(new Set(await Promise.all(tries))).toEqual(new Set([door]));
});

it('counts a token that another enterprise has got for that one', async () => {
  const { admit, doors } = admission();
  await admit('right', '10.0.0.1');
  doors.set('right', { ...door, enterprise: '0368' });
  doors.set('other', { ...door, enterprise: '0368' });
  await Promise.all(Array.from({ length: 400 }, () => admit('right', '10.0.0.1')));
  await expect(Promise.all(Array.from({ length: 400 }, () => admit('other', '10.0.0.1')))).rejects.toThrow(
    TooManyError,
  );
});
