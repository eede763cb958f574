import { expect, it } from 'vitest';
import { problemsOfRole } from './owners-keys.ts';

const before = {
  keepsToken: true,
  keepsWebhookSecret: true,
  uon: { api_url: 'https://a.example', originate_url: undefined },
};
const after = (uon: object) => ({ integrations_config: { uon } });
const URLS = ['integrations_config.uon.api_url', 'integrations_config.uon.originate_url'];

it.each([
  ['administrator', before, { api_url: 'https://a.example' }, []],
  ['administrator', before, { api_url: 'https://b.example', originate_url: 'http://10.0.0.1' }, URLS],
  ['administrator', before, {}, URLS.slice(0, 1)],
  ['administrator', { ...before, keepsToken: false }, { api_url: 'https://a.example' }, ['token']],
  [
    'administrator',
    { ...before, keepsWebhookSecret: false },
    { api_url: 'https://a.example' },
    ['integrations_config.uon.webhook_secret'],
  ],
  ['owner', { ...before, keepsWebhookSecret: false }, {}, []],
  ['administrator', undefined, {}, ['token']],
  ['owner', undefined, { api_url: 'https://b.example' }, []],
] as const)('as %s with %j, %j names %j', (role, standing, wanted, fields) => {
  expect(problemsOfRole(role, standing, after(wanted)).map(({ field }) => field)).toEqual(fields);
});
