import { between, pick } from './random.ts';
import type { Random } from './random.ts';

/** Mobile codes of Belarus and the first digits of a subscriber's number that are in use behind each. */
const MOBILE = [
  '291',
  '293',
  '296',
  '297',
  '299',
  '331',
  '333',
  '336',
  '339',
  '441',
  '445',
  '447',
  '449',
  '256',
  '257',
];

/** Gives valid mobile numbers of Belarus as digits (`375291234567`), never the same twice. */
export function createNumbers(random: Random): () => string {
  const given = new Set<string>();
  return () => {
    for (;;) {
      const number = `375${pick(random, MOBILE)}${String(between(random, 0, 999_999)).padStart(6, '0')}`;
      if (given.has(number)) continue;
      given.add(number);
      return number;
    }
  };
}
