import fc from 'fast-check';
import { expect, it } from 'vitest';
import { secretInAddress, webhookAddress } from './address.ts';

it.each(['https://telephony.example', 'https://telephony.example/', 'https://telephony.example//'])(
  'is the same for %s',
  (publicUrl) => {
    expect(webhookAddress(publicUrl, 'a-Secret_1')).toBe('https://telephony.example/uon/webhook/a-Secret_1');
  },
);

it('has any secret in it that the settings take', () => {
  const secret = fc.stringMatching(/^[\x21-\x7e]{1,60}$/);
  fc.assert(
    fc.property(secret, (text) => {
      const address = webhookAddress('https://telephony.example/base', text);
      expect(secretInAddress(address)).toBe(text);
      expect(new URL(address).search + new URL(address).hash).toBe('');
    }),
  );
});

it.each([
  'https://telephony.example/uon/webhook',
  'https://telephony.example/uon/webhook/',
  'https://telephony.example/uon/webhook/a/b',
  'https://telephony.example/uon/webhook/a?b=c',
  'https://telephony.example/uon/webhook/%',
  'no address',
  '',
])('is not %s', (url) => expect(secretInAddress(url)).toBeNull());
