import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { EnterpriseFileError, readEnterpriseFile } from './enterprise.ts';
import { fullFile } from './enterprise.fixture.ts';

const smallest = { number: '0367', token: 'pbx-token-0367' };

function problems(content: unknown): string[] {
  try {
    readEnterpriseFile(content);
  } catch (error) {
    if (error instanceof EnterpriseFileError) return error.message.split('\n');
    throw error;
  }
  return [];
}

function telegram(block: Record<string, unknown>): Record<string, unknown> {
  return { ...smallest, integrations_config: { telegram: block } };
}

function uon(block: Record<string, unknown>): Record<string, unknown> {
  return { ...smallest, integrations_config: { uon: block } };
}

const HOURS = 'integrations_config.uon.incoming_call_actions.working_hours';

function hours(working_hours: Record<string, unknown>): Record<string, unknown> {
  return uon({ incoming_call_actions: { working_hours } });
}

describe('an enterprise file', () => {
  it('needs a number and a token alone', () => {
    const { integrations_config: _, ...rest } = readEnterpriseFile(smallest);
    expect(rest).toEqual({ ...smallest, name: '0367', timezone: 'Europe/Minsk', country: 'BY', lines: [] });
    expect(problems({})).toEqual(['number: is missing', 'token: is missing']);
  });

  it.each([null, [], 'text', 7])('must be an object, not %j', (content) => {
    expect(problems(content)).toEqual(['must be an object']);
  });

  it('takes lines as trunk ids or with name and phone, in one shape from then on', () => {
    const lines = [
      '0001363',
      17,
      { trunk: '0001366', name: '0367-june', phone: '8 029 625-40-70' },
      { trunk: 5, phone: null },
    ];
    expect(readEnterpriseFile({ ...smallest, lines }).lines).toEqual([
      { trunk: '0001363' },
      { trunk: '17' },
      { trunk: '0001366', name: '0367-june', phone: '+375296254070' },
      { trunk: '5' },
    ]);
  });

  it('names every mistake at once, each with the path of its field', () => {
    const file = {
      number: 'a b',
      timezone: 'Mars/Olympus',
      foo: null,
      lines: ['1', { trunk: '1' }, { trunk: '2', phone: '12', fax: 1 }, { trunk: '3', phone: '12' }, null],
      integrations_config: { uon: { enabled: 'yes', calls: { late_s: '60' }, colour: 1 }, sms: {} },
    };
    expect(problems(file).toSorted()).toEqual([
      'foo: unknown key',
      'integrations_config.sms: unknown key',
      'integrations_config.uon.calls.late_s: must be a number from 0 to 86400',
      'integrations_config.uon.colour: unknown key',
      'integrations_config.uon.enabled: must be true or false',
      'lines[1].trunk: is listed twice',
      'lines[2].fax: unknown key',
      'lines[3].phone: must be a telephone number (of BY, or with +)',
      'lines[4]: must be a trunk id or {trunk, name, phone}',
      'number: must be 1 to 64 characters without spaces',
      'timezone: must be a time zone like Europe/Minsk',
      'token: is missing',
    ]);
  });

  it.each([
    [{ ...smallest, country: 'XX' }, 'country: must be a country code like BY'],
    [{ ...smallest, token: ' t' }, 'token: must be 1 to 1000 characters that begin and end without a space'],
    [{ ...smallest, token: '••••••••' }, 'token: is masked: give the value itself'],
    [{ ...smallest, name: 'a\u0000b' }, 'name: must have no NUL and no half of a character'],
    [
      { ...smallest, lines: [{ trunk: '1', name: '\ud83d' }] },
      'lines[0].name: must have no NUL and no half of a character',
    ],
    [uon({ api_key: '••••0367' }), 'integrations_config.uon.api_key: is masked: give the value itself'],
    [uon({ api_key: 'a/b' }), 'integrations_config.uon.api_key: must be letters, digits, - . _ ~ only'],
    [
      uon({ api_url: 'http://api.u-on.ru' }),
      'integrations_config.uon.api_url: must be https (http is for loopback only)',
    ],
    [uon({ api_url: 'https://a:b@x.by' }), 'integrations_config.uon.api_url: must have no user name and no password'],
    [
      uon({ subdomain: 'a b' }),
      'integrations_config.uon.subdomain: must be a subdomain like id67054 or a host like id67054.u-on.ru',
    ],
    [
      uon({ user_extensions: { x: 1 } }),
      'integrations_config.uon.user_extensions.x: must be a manager id: a whole number above 0',
    ],
    [
      uon({ user_extensions: { 2: {} } }),
      'integrations_config.uon.user_extensions.2: must be an extension or a list of them',
    ],
    [hours({ days: [], from: '09:00', to: '18:00' }), `${HOURS}.days: must have at least one day, 1 (Monday) to 7`],
    ...['abc', 0, -7, '7.5', ' '].map((id): [unknown, string] => [
      telegram({ thread_id: id }),
      'integrations_config.telegram.thread_id: must be the number of a topic: a whole number above 0, or its digits in a string',
    ]),
    ...['abc', 0, '-', '@a b', '1e5', 'https://t.me/agency'].map((id): [unknown, string] => [
      telegram({ chat_id: id }),
      'integrations_config.telegram.chat_id: must be a chat: a whole number (below 0 of groups and channels), or @name',
    ]),
    [hours({ days: [0], from: '09:00', to: '18:00' }), `${HOURS}.days[0]: must be a whole number from 1 to 7`],
    [hours({ from: '9:00', to: '18:00' }), `${HOURS}.from: must be a time like 09:00`],
    [hours({ from: '18:00', to: '09:00' }), `${HOURS}.to: must be later than from`],
    [hours({ from: '09:00', to: '09:00' }), `${HOURS}.to: must be later than from`],
    [hours({ from: '19:00' }), `${HOURS}.to: must be later than from`],
    [
      uon({ links: { lead: 'https://{subdomain}/{u_id}' } }),
      'integrations_config.uon.links.lead: unknown placeholder {u_id}; known: {subdomain}, {lead_id}',
    ],
    [
      uon({ links: { client: 'javascript:alert({user_id})' } }),
      'integrations_config.uon.links.client: must be an http or https address',
    ],
    [
      uon({ webhook_ips: ['10.0.0.0/40'] }),
      'integrations_config.uon.webhook_ips[0]: must be a network like 203.0.113.0/24, or an address',
    ],
    [
      uon({ outgoing_call_actions: { missed_call_task: true } }),
      'integrations_config.uon.outgoing_call_actions.missed_call_task: unknown key',
    ],
    [
      uon({ incoming_call_actions: { create_lead: 'always' } }),
      'integrations_config.uon.incoming_call_actions.create_lead: must be one of: never, if_no_open, if_no_request',
    ],
    [
      uon({ notifications: { enriched: 'yes' } }),
      'integrations_config.uon.notifications.enriched: must be true, false or "ab"',
    ],
    [
      uon({ calls: { max_call_hours: 0 } }),
      'integrations_config.uon.calls.max_call_hours: must be a number above 0 and at most 168',
    ],
  ])('refuses a wrong value by the name of its field (%#)', (file, problem) => {
    expect(problems(file)).toEqual([problem]);
  });

  it('never repeats a secret in an error', () => {
    const secrets = { api_key: 'Zq 17', webhook_secret: 'Zq 17', originate_secret: 'Zq 17' };
    const file = { ...uon(secrets), token: ' Zq 17' };
    expect(problems(file)).toHaveLength(4);
    expect(problems(file).join()).not.toContain('Zq');
  });

  it('reads its own result as the same, whatever of its keys are given', () => {
    fc.assert(
      fc.property(someKeysOf(fullFile), (integrations) => {
        const once = readEnterpriseFile({ ...smallest, lines: ['1'], integrations_config: integrations });
        expect(readEnterpriseFile(once)).toEqual(once);
        expect(readEnterpriseFile(JSON.parse(JSON.stringify(once)))).toEqual(once);
      }),
    );
  });
});

/** Any subset of an object's keys at every depth, some of them null. */
function someKeysOf(value: unknown): fc.Arbitrary<unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fc.constantFrom(value, null);
  const parts = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, someKeysOf(part)]));
  return fc.record(parts, { requiredKeys: [] });
}
