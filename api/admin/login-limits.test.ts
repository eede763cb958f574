import { describe, expect, it } from 'vitest';
import { TooManyError } from '../../intake/too-many.ts';
import { createLoginLimits } from './login-limits.ts';

const ANNA = { address: '203.0.113.7', email: 'anna@example.com' };

describe('wrong passwords', () => {
  it('of one address are refused after twenty, with the seconds to wait; others go on', () => {
    const limits = createLoginLimits(() => 0);
    for (let n = 0; n < 20; n += 1) {
      limits.mayTry(ANNA);
      limits.failed({ ...ANNA, email: `${n}@example.com` });
    }
    expect(() => limits.mayTry({ ...ANNA, email: 'new@example.com' })).toThrow(
      expect.objectContaining({ name: TooManyError.name, retryAfterS: 6 }),
    );
    limits.mayTry({ ...ANNA, address: '198.51.100.1' });
  });

  it('of one account stay below a hundred an hour, from however many addresses, however it is typed', () => {
    let nowMs = 0;
    const limits = createLoginLimits(() => nowMs);
    let tried = 0;
    for (let n = 0; n < 3_600; n += 1, nowMs += 1_000) {
      const attempt = { address: `10.0.${n >> 8}.${n & 255}`, email: n % 2 === 0 ? ANNA.email : 'ANNA@Example.com' };
      try {
        limits.mayTry(attempt);
      } catch {
        continue;
      }
      limits.failed(attempt);
      tried += 1;
    }
    expect(tried).toBeGreaterThan(50);
    expect(tried).toBeLessThan(100);
  });

  it('that are nobody’s, of links, count by their address alone', () => {
    const limits = createLoginLimits(() => 0);
    for (let n = 0; n < 40; n += 1) limits.failed({ address: `198.51.100.${n}`, email: null });
    limits.mayTry({ address: '203.0.113.9', email: null });
    for (let n = 0; n < 20; n += 1) limits.failed({ address: '203.0.113.9', email: null });
    expect(() => limits.mayTry({ address: '203.0.113.9', email: null })).toThrow(TooManyError);
  });
});
