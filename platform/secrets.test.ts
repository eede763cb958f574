import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createSecrets, SecretsError } from './secrets.ts';

const old = { id: 'old', key: Buffer.alloc(32, 1) };
const current = { id: 'new', key: Buffer.alloc(32, 2) };

describe('secrets', () => {
  it('opens what it sealed, whatever the text', () => {
    const secrets = createSecrets([current]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, place) => {
        expect(secrets.open(secrets.seal(text, place), place)).toBe(text);
      }),
    );
  });

  it('seals the same text differently each time and shows the key id', () => {
    const secrets = createSecrets([current]);
    const sealed = secrets.seal('demo-key', 'a');
    expect(sealed).toMatch(/^v1:new:[\w-]+$/);
    expect(sealed).not.toContain('demo-key');
    expect(secrets.seal('demo-key', 'a')).not.toBe(sealed);
  });

  it('opens what an earlier key sealed and knows that it is not the current one', () => {
    const sealed = createSecrets([old]).seal('demo-key', 'a');
    const rotated = createSecrets([current, old]);
    expect(rotated.open(sealed, 'a')).toBe('demo-key');
    expect(rotated.isCurrent(sealed)).toBe(false);
    expect(rotated.isCurrent(rotated.seal('x', 'a'))).toBe(true);
    expect(() => createSecrets([current]).open(sealed, 'a')).toThrow('the key "old", which SECRETS_KEY does not have');
  });

  it('opens nothing at another place, changed, cut off or under another key of the same id', () => {
    const sealed = createSecrets([current]).seal('demo-key', 'enterprises/0367/uon.api_key');
    const secrets = createSecrets([current]);
    const other = createSecrets([{ id: 'new', key: old.key }]);
    const flipped = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA');
    expect(() => secrets.open(sealed, 'enterprises/0400/uon.api_key')).toThrow(SecretsError);
    expect(() => other.open(sealed, 'enterprises/0367/uon.api_key')).toThrow(SecretsError);
    for (const broken of [flipped, sealed.slice(0, 20), 'demo-key', '', 'v1:new:', `${sealed}:x`]) {
      expect(() => secrets.open(broken, 'enterprises/0367/uon.api_key')).toThrow(SecretsError);
    }
  });
});
