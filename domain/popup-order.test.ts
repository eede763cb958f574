import { describe, expect, it } from 'vitest';
import { addEvent, newCall, type CallState } from './call-state.ts';
import { callTerms } from './call-terms-of.ts';
import type { CallTerms } from './call-terms.ts';
import { readEnterpriseFile } from './enterprise.ts';
import { isStoryEvent, parsePbxEvent } from './pbx-event.ts';
import { NO_DETAILS } from './popup-facts.ts';
import { callerFound, callerWithoutLookup, popupOrder } from './popup-order.ts';

const ARRIVED = '2026-01-15T09:05:30.000Z';

function ringing(phone: string): CallState {
  const parsed = parsePbxEvent('dial', { UniqueId: '1.2', Phone: phone, CallType: 0, Trunk: '7', Extensions: ['151'] });
  if (!parsed.ok || !isStoryEvent(parsed.event)) throw new Error('no dial');
  return addEvent(newCall('1.2'), { inboxId: 1, receivedAt: ARRIVED, event: parsed.event });
}

function terms(notifications: object = {}): CallTerms {
  const file = readEnterpriseFile({
    ...{ number: '0367', name: 'Агентство', token: 'token-of-the-test', timezone: 'Europe/Minsk', country: 'BY' },
    lines: [{ trunk: '7', name: 'Главная' }],
    integrations_config: { uon: { enabled: true, api_key: 'key', notifications } },
  });
  return callTerms({ ...file, ...file.integrations_config }, 'account');
}

describe('who calls, before anybody was asked', () => {
  it.each([
    ['375291234567', true, null],
    ['375291234567', false, { kind: 'basic', who: '+375291234567' }],
    ['anonymous', true, { kind: 'hidden' }],
    ['anonymous', false, { kind: 'basic', who: 'номер скрыт' }],
    ['160', true, { kind: 'no-number', text: '160' }],
    ['160', false, { kind: 'basic', who: '160' }],
  ])('%s, enriched: %s', (phone, enriched, caller) => {
    expect(callerWithoutLookup(ringing(phone), terms({ enriched }))).toEqual(caller);
  });
});

it('a number that U-ON does not know is unknown, with the card that was made for it', () => {
  expect(callerFound(ringing('375291234567'), terms(), { client: null, createdClientId: '5' })).toEqual({
    kind: 'unknown',
    phoneE164: '+375291234567',
    createdClientId: '5',
    details: NO_DETAILS,
  });
});

it('a popup lives from the arrival of the dial that rings its extension', () => {
  const state = ringing('375291234567');
  const target = { managerId: '4', extension: '151', dials: state.dials };
  const order = popupOrder(state, terms({ popup_ttl_s: 20 }), target, { kind: 'basic', who: 'x' }, 0);
  expect(order).toMatchObject({ managerId: '4', variant: 'basic', eventAtMs: Date.parse(ARRIVED), ttlMs: 20_000 });
  expect(order.facts).toMatchObject({ line: 'Главная', extension: '151', timezone: 'Europe/Minsk' });
  expect(popupOrder(state, terms(), { ...target, dials: [] }, { kind: 'hidden' }, 77).eventAtMs).toBe(77);
});
