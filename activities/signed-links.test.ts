import { expect, it } from 'vitest';
import type { PopupLink } from '../domain/popup-link.ts';
import type { PopupOrder } from '../domain/popup-order.ts';
import { enterpriseFile } from '../tests/support/enterprises.ts';
import { linksOf } from './signed-links.ts';

const HOST = 'https://id67054.u-on.ru';
const ask = { enterprise: '0367', callId: '1757840723.6', class: 'live' } as const;
const popup: PopupOrder = {
  ...{ managerId: '4', variant: 'enriched', eventAtMs: 0, ttlMs: 1 },
  facts: {
    ...{ caller: { kind: 'hidden' }, direction: 'outgoing', line: '', extension: '151', managerId: '4' },
    ...{ atMs: 0, timezone: 'Europe/Minsk' },
  },
};
const enterprise = (uon: Record<string, unknown>) => {
  const file = enterpriseFile({ number: '0367', token: 'pbx-token-0367', apiKey: 'key' }, { uon });
  return { ...file, ...file.integrations_config };
};
const signed: PopupLink[] = [];
const sign = (link: PopupLink) => {
  signed.push(link);
  return `https://telephony.example/open/${link.to.kind}`;
};
const all = (uon: Record<string, unknown>, by: typeof sign | null) => {
  const links = linksOf(by, ask, enterprise(uon), popup);
  return [links.newClient('375291112233'), links.client('5'), links.company('6'), links.lead('7'), links.request('8')];
};
const pages = [
  `${HOST}/client_edit.php?phone=375291112233`,
  `${HOST}/client_edit.php?client_id=5`,
  `${HOST}/company/edit/6`,
  `${HOST}/lead/edit/7`,
  `${HOST}/request/edit/8`,
];

it('without PUBLIC_URL all links lead to U-ON, the one that creates to its form', () => {
  expect(all({ notifications: { enriched: 'ab' } }, null)).toEqual(pages);
});

it('with it the one that creates goes by us, and all do where basic and enriched popups are compared', () => {
  const by = (kind: string) => `https://telephony.example/open/${kind}`;
  expect(all({}, sign)).toEqual([by('new_client'), ...pages.slice(1)]);
  expect(all({ notifications: { enriched: 'ab' } }, sign)).toEqual(
    ['new_client', 'client', 'company', 'lead', 'request'].map(by),
  );
  expect(signed[0]).toMatchObject({
    ...{ enterprise: '0367', callId: '1757840723.6', managerId: '4' },
    to: { kind: 'new_client', phoneE164: '+375291112233', direction: 'outgoing' },
  });
});

it('what has no page in U-ON has no link', () => {
  expect(all({ subdomain: null, notifications: { enriched: 'ab' } }, sign)).toEqual([null, null, null, null, null]);
});
