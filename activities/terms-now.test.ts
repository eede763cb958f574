import { expect, test } from 'vitest';
import { readEnterpriseFile } from '../domain/enterprise.ts';
import { termsNow } from './terms-now.ts';

function enterpriseWith(uon: Record<string, unknown>) {
  const file = readEnterpriseFile({
    ...{ number: '0367', name: 'Agency', token: 'token', timezone: 'Europe/Minsk', country: 'BY', lines: [] },
    integrations_config: { uon },
  });
  return { ...file, ...file.integrations_config };
}

const enterprise = enterpriseWith({});
const read = termsNow(enterprise, 'account', null);
const version = read.kind === 'read' ? read.version : '';

test('a call that has read nothing yet is told the terms', () => {
  expect(read).toMatchObject({ kind: 'read', terms: { enterprise: enterprise.number, account: 'account' } });
});

test('settings that stand as they were read are not told again', () => {
  expect(termsNow(enterpriseWith({}), 'account', version)).toEqual({ kind: 'as-known' });
});

test.each([
  ['another account', () => termsNow(enterprise, 'another', version)],
  ['U-ON switched off', () => termsNow(enterprise, null, version)],
  ['another setting', () => termsNow(enterpriseWith({ log_calls: false }), 'account', version)],
  ['another time zone', () => termsNow({ ...enterprise, timezone: 'Asia/Almaty' }, 'account', version)],
])('%s is told', (_what, now) => {
  expect(now()).toMatchObject({ kind: 'read' });
});
