import type { Request } from 'express';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { enterpriseField, flagField, phoneField, readInput } from './input.ts';
import { Problem } from './problem.ts';

const schema = z.object({ enterprise: enterpriseField, phone: phoneField, fresh: flagField });

/** What Express makes of a request, as far as it is read. */
function requestOf(parts: { params?: object; query?: object; body?: unknown }): Request {
  return { params: {}, query: {}, body: undefined, ...parts } as unknown as Request;
}

describe('what a request says', () => {
  it('counts in the path before the query, and there before the body', () => {
    const body = { enterprise: 1, phone: '3', fresh: true };
    const given = { params: { enterprise: '0367' }, query: { enterprise: '2', phone: '4' }, body };
    expect(readInput(schema, requestOf(given))).toEqual({ enterprise: '0367', phone: '4', fresh: true });
  });

  it.each([
    ['+375291112233', '+375291112233'],
    [' 375291112233', '+375291112233'],
    [' +375291112233 ', '+375291112233'],
    ['8 029 111-22-33', '8 029 111-22-33'],
    ['', ''],
    [375291112233, '375291112233'],
  ])('phone %j is %j', (phone, read) => {
    expect(phoneField.parse(phone)).toBe(read);
  });

  it.each([
    ['true', true],
    ['1', true],
    ['', true],
    [true, true],
    ['false', false],
    ['0', false],
    [undefined, false],
  ])('flag %j is %j', (flag, read) => {
    expect(flagField.parse(flag)).toBe(read);
  });

  it('is read or refused, whatever it is', () => {
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(fc.constantFrom('enterprise', 'phone', 'fresh'), fc.jsonValue()),
    );
    fc.assert(
      fc.property(anything, (body) => {
        try {
          expect(readInput(schema, requestOf({ body })).phone).toBeTypeOf('string');
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
          expect([400, 422]).toContain((error as Problem).status);
          expect((error as Problem).errors.length).toBeGreaterThan(0);
        }
      }),
    );
  });
});
