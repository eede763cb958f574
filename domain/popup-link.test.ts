import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isStillFresh, readPopupLink, writePopupLink, type LinkTarget, type PopupLink } from './popup-link.ts';

const text = fc.string({ unit: 'grapheme' });
const target: fc.Arbitrary<LinkTarget> = fc.oneof(
  fc.record({ kind: fc.constantFrom('client', 'company', 'lead', 'request'), id: text }),
  fc.record({
    kind: fc.constant('new_client'),
    phoneE164: text,
    direction: fc.constantFrom('incoming', 'outgoing'),
  }),
);
const link: fc.Arbitrary<PopupLink> = fc.record({
  ...{ enterprise: text, callId: text, managerId: text, to: target },
  madeAtMs: fc.integer({ min: 0, max: 2 ** 32 }).map((seconds) => seconds * 1_000),
});

it('a link is read as it was written', () => {
  fc.assert(
    fc.property(link, (one) => {
      expect(readPopupLink(writePopupLink(one))).toEqual(one);
    }),
  );
});

it('what is no link of ours is none', () => {
  for (const wrong of ['', '{', 'null', '[]', '["0367","1.2","4",1,"client"]', '["0367","1.2","4",1,"elsewhere","5"]'])
    expect(readPopupLink(wrong)).toBeNull();
});

it('a link is fresh for thirty days', () => {
  const madeAtMs = Date.UTC(2026, 0, 1);
  const of: PopupLink = { enterprise: '', callId: '', managerId: '', madeAtMs, to: { kind: 'lead', id: '7' } };
  expect(isStillFresh(of, Date.UTC(2026, 0, 30, 23))).toBe(true);
  expect(isStillFresh(of, Date.UTC(2026, 0, 31))).toBe(false);
});
