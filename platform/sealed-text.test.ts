import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSealer } from './sealed-text.ts';

const sealer = createSealer(randomBytes(32));
const text = fc.string({ unit: 'grapheme' });

it('a text comes back from its token as it was, and another key opens nothing', () => {
  const other = createSealer(randomBytes(32));
  fc.assert(
    fc.property(text, (one) => {
      const token = sealer.seal(one);
      expect(token).toMatch(/^[\w-]+$/);
      expect([sealer.open(token), other.open(token)]).toEqual([one, null]);
      expect(sealer.seal(one)).not.toBe(token);
    }),
  );
});

it('a token that was changed anywhere, cut or made longer opens nothing', () => {
  const letter = fc.constantFrom(...'ABCXYZabcxyz0189-_=+/. %');
  fc.assert(
    fc.property(text, fc.nat(), letter, (one, at, other) => {
      const token = sealer.seal(one);
      const place = at % token.length;
      const changed = token.slice(0, place) + other + token.slice(place + 1);
      const added = token.slice(0, place) + other + token.slice(place);
      for (const wrong of [changed, added, token + other, token.slice(0, place)])
        expect(wrong === token ? one : sealer.open(wrong)).toBe(wrong === token ? one : null);
    }),
    { numRuns: 500 },
  );
});

it('what is no token at all opens nothing', () => {
  fc.assert(
    fc.property(text, (any) => {
      expect(sealer.open(any)).toBeNull();
    }),
  );
});
