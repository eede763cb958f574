import { expect, it } from 'vitest';
import { integrationsConfig } from '../../../../../domain/settings.ts';
import { workingHours } from '../../../../../domain/settings/working-hours.ts';
import { uonFields } from '../../../texts/ru/uon-fields.ts';
import { valueAt } from '../form/fields/value-at.ts';
import { DEFAULT_DRAFT } from './default-draft.ts';
import { partsOf } from '../form/parts-of.ts';
import { draftOf, uonOf } from './draft.ts';

const { uon } = integrationsConfig.parse({
  uon: {
    ...{ enabled: true, account_id: 67054, subdomain: 'id67054', default_manager_id: 2, api_key: 'a' },
    webhook_ips: ['203.0.113.0/24', '203.0.114.1'],
    user_extensions: { 2: '151', 4: ['152', '153'] },
    incoming_call_actions: { create_lead: 'if_no_open', status_lead_no_open: 1, missed_call_status: 9 },
    notifications: { enriched: 'ab', ab_share: 30 },
  },
});

it('goes back as it came where nothing is changed', () => {
  expect(uonOf(draftOf(uon))).toEqual(uon);
});

it('takes emptied fields for what is not set', () => {
  const emptied = { ...draftOf(uon), subdomain: ' ', api_key: '', user_extensions: { 2: ' ', 4: '152 153' } };
  expect(uonOf(emptied)).toMatchObject({ subdomain: undefined, api_key: undefined });
  expect(uonOf(emptied).user_extensions).toEqual({ 4: ['152', '153'] });
});

it('reads lists with commas, spaces and lines between', () => {
  expect(partsOf(' 151, 152;153\n154 ')).toEqual(['151', '152', '153', '154']);
});

it('every setting has its words', () => {
  const ofBlocks = ['notifications', 'links', 'cache', 'calls'];
  const keys = Object.entries({ ...DEFAULT_DRAFT, ...DEFAULT_DRAFT.incoming_call_actions }).flatMap(([key, value]) => {
    if (key.endsWith('_call_actions')) return [];
    return ofBlocks.includes(key) ? Object.keys(value ?? {}).map((each) => `${key}.${each}`) : [key];
  });
  // Not set, it is not there.
  const hours = Object.keys(workingHours.parse({})).map((key) => `working_hours.${key}`);
  // Ids of webhooks are shown with their state.
  const shown = [...keys, 'working_hours', ...hours].filter((key) => key !== 'webhooks');
  expect(Object.keys(uonFields).toSorted()).toEqual(shown.toSorted());
  expect(valueAt(DEFAULT_DRAFT, 'calls.late_s')).toBe(60);
});
