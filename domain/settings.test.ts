import { describe, expect, it } from 'vitest';

import { fullFile } from './enterprise.fixture.ts';
import { integrationsConfig } from './settings.ts';
import { extensionsOfManager, managersOfExtension } from './manager-extensions.ts';

const DEFAULTS: [field: string, value: unknown][] = [
  ['uon.enabled', false],
  ['uon.log_calls', true],
  ['uon.primary', false],
  ['uon.api_key', undefined],
  ['uon.api_url', undefined],
  ['uon.account_id', undefined],
  ['uon.subdomain', undefined],
  ['uon.body_format', 'json'],
  ['uon.user_extensions', {}],
  ['uon.default_manager_id', undefined],
  ['uon.webhooks', {}],
  ['uon.webhook_secret', undefined],
  ['uon.webhook_ips', []],
  ['uon.originate_url', undefined],
  ['uon.originate_secret', undefined],
  ...['incoming', 'outgoing'].flatMap((direction): [string, unknown][] => [
    [`uon.${direction}_call_actions.create_client_on_call`, false],
    [`uon.${direction}_call_actions.new_client_name`, 'Новый клиент {phone}'],
    [`uon.${direction}_call_actions.create_lead`, 'never'],
    [`uon.${direction}_call_actions.status_lead_active`, undefined],
    [`uon.${direction}_call_actions.status_lead_no_open`, undefined],
    [`uon.${direction}_call_actions.status_lead_no_leads`, undefined],
    [`uon.${direction}_call_actions.ignore_tourist_notification`, true],
    [`uon.${direction}_call_actions.ignore_actions_and_reminders`, true],
  ]),
  ['uon.incoming_call_actions.source', 'Входящий звонок'],
  ['uon.outgoing_call_actions.source', 'Исходящий звонок'],
  ['uon.incoming_call_actions.missed_call_task', false],
  ['uon.incoming_call_actions.task_minutes', 15],
  ['uon.incoming_call_actions.working_hours', undefined],
  ['uon.incoming_call_actions.missed_call_status', undefined],
  ['uon.notifications.mode', 'during'],
  ['uon.notifications.incoming', true],
  ['uon.notifications.outgoing', false],
  ['uon.notifications.enriched', true],
  ['uon.notifications.ab_share', 50],
  ['uon.notifications.popup_ttl_s', 30],
  ['uon.notifications.merge_window_s', 0],
  ['uon.notifications.last_calls', 3],
  ['uon.notifications.show_requests', false],
  ['uon.notifications.max_managers', 10],
  ['uon.links.client', 'https://{subdomain}/client_edit.php?client_id={user_id}'],
  ['uon.links.new_client', 'https://{subdomain}/client_edit.php?phone={phone}'],
  ['uon.links.company', 'https://{subdomain}/company/edit/{company_id}'],
  ['uon.links.lead', 'https://{subdomain}/lead/edit/{lead_id}'],
  ['uon.links.request', 'https://{subdomain}/request/edit/{request_id}'],
  ['uon.cache.profile_s', 180],
  ['uon.cache.negative_s', 90],
  ['uon.cache.directories_s', 300],
  ['uon.calls.max_call_hours', 4],
  ['uon.calls.settle_ms', 1500],
  ['uon.calls.late_s', 60],
  ['uon.calls.recording_wait_s', 0],
  ['uon.calls.transfer_manager', 'last'],
  ['smart.primary', undefined],
  ['smart.mode', 'off'],
  ['smart.rules', []],
  ['smart.block', []],
  ['smart.transliterate', false],
  ['smart.name_length', 40],
  ['telegram.bot_token', undefined],
  ['telegram.chat_id', undefined],
  ['telegram.thread_id', undefined],
  ['telegram.language', 'ru'],
  ['telegram.mask_phone', false],
];

function at(value: unknown, field: string): unknown {
  return field.split('.').reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function leaves(value: unknown, path = ''): string[] {
  if (!isRecord(value) || Array.isArray(value) || Object.keys(value).length === 0) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key));
}

describe('integrations_config', () => {
  it.each(DEFAULTS)('%s is %j unless the file says otherwise', (field, value) => {
    const [name, block, key] = field.split('.');
    const asNull = key ? { [name!]: { [block!]: { [key]: null } } } : { [name!]: { [block!]: null } };
    for (const given of [undefined, null, {}, { [name!]: {} }, asNull]) {
      expect(at(integrationsConfig.parse(given), field)).toEqual(value);
    }
  });

  it('has no key without a stated default', () => {
    const stated = new Set(DEFAULTS.map(([field]) => field));
    expect(leaves(integrationsConfig.parse({})).filter((field) => !stated.has(field))).toEqual([]);
  });

  it('turns every form that a file may have into one', () => {
    const { uon, smart, telegram } = integrationsConfig.parse(fullFile);
    expect(uon).toMatchObject({
      api_url: 'http://127.0.0.1:9090',
      account_id: '67054',
      subdomain: 'id67054.u-on.ru',
      user_extensions: { 2: ['152'], 4: ['150', '151'], 5: ['153'] },
      default_manager_id: '2',
      webhooks: { 47: '11', 3: '12' },
      webhook_ips: ['10.0.0.1/32', '203.0.113.0/24', '::1/128', '2001:db8::/32'],
      incoming_call_actions: {
        ...{ status_lead_active: '1', status_lead_no_open: '2', missed_call_status: '9' },
        working_hours: { days: [1, 2, 6], from: '10:00', to: '24:00' },
      },
    });
    expect(smart.block).toEqual(['+7', '7']);
    expect(smart.rules).toEqual([
      { who: 'last_talked', days: 30 },
      { who: 'first_talked', days: 365 },
      { who: 'fallback', extension: '150' },
    ]);
    expect(telegram.chat_id).toBe('-100123');
  });

  it.each([
    ['id67054', 'id67054.u-on.ru'],
    ['id67054.u-on.ru', 'id67054.u-on.ru'],
    ['crm.agency.by', 'crm.agency.by'],
  ])('reads the subdomain %s as the host %s', (subdomain, host) => {
    expect(integrationsConfig.parse({ uon: { subdomain } }).uon.subdomain).toBe(host);
  });

  it.each(['http://127.0.0.1:1', 'http://localhost:9090', 'http://[::1]:9', 'https://api.u-on.ru'])(
    'takes %s as api_url',
    (url) => {
      expect(integrationsConfig.parse({ uon: { api_url: url } }).uon.api_url).toBe(url);
    },
  );

  it('leaves out the entries of a map that are null', () => {
    const { uon } = integrationsConfig.parse({ uon: { user_extensions: { 2: null, 4: 151 }, webhooks: { 3: null } } });
    expect(uon).toMatchObject({ user_extensions: { 4: ['151'] }, webhooks: {} });
  });
});

describe('the map of extensions', () => {
  const { uon } = integrationsConfig.parse({ uon: { user_extensions: { 2: 152, 4: ['150', '151'], 7: '151' } } });

  it('tells whom an extension belongs to', () => {
    expect(managersOfExtension(uon, '151')).toEqual(['4', '7']);
    expect(managersOfExtension(uon, '999')).toEqual([]);
  });

  it('tells which extensions a manager has', () => {
    expect(extensionsOfManager(uon, '4')).toEqual(['150', '151']);
    expect(extensionsOfManager(uon, '999')).toEqual([]);
  });
});
