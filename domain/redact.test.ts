import fc from 'fast-check';
import { expect, it } from 'vitest';
import { redact } from './redact.ts';

it('gives back a short text that PostgreSQL takes, whatever U-ON says', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const shown = redact(text, 'key');
      expect(shown.isWellFormed()).toBe(true);
      expect(shown).not.toMatch(/\p{Cc}/u);
      expect(shown.length).toBeLessThanOrEqual(200);
    }),
  );
});

it('cuts no character in half', () => {
  expect(redact(`${'x'.repeat(199)}😀`, 'key').isWellFormed()).toBe(true);
  expect(redact('bad\u0000 field', 'key')).toBe('bad field');
});
