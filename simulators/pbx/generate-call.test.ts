import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CALL_KINDS } from './call-script.ts';
import type { CallScript } from './call-script.ts';
import { generateCall } from './generate-call.ts';
import { atMs } from './pbx-event.ts';
import type { PbxEvent } from './pbx-event.ts';
import { pbxClock } from './pbx-time.ts';
import { createUniqueIds } from './unique-ids.ts';

const scripts: fc.Arbitrary<CallScript> = fc.record({
  kind: fc.constantFrom(...CALL_KINDS),
  phone: fc.constantFrom('375291234567', '+375447654321'),
  extensions: fc.constantFrom(['150', '151'], ['151', '152', '153']),
  trunk: fc.constant('0001363'),
  startedAt: fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2027, 0, 1) }),
  ringMs: fc.integer({ min: 0, max: 60_000 }),
  talkMs: fc.integer({ min: 0, max: 600_000 }),
  joinedExtensions: fc.boolean(),
  otherTypes: fc.boolean(),
  uniqueIds: fc.integer({ min: 1, max: 9_000_000 }).map((first) => createUniqueIds(first)),
  clock: fc.constant(pbxClock('Europe/Minsk')),
});

const named = (events: readonly PbxEvent[], name: string) => events.filter(({ event }) => event === name);

describe('the events of any generated call', () => {
  test('begin with start, end with the hangup of the call, and never go back in time', () => {
    fc.assert(
      fc.property(scripts, (script) => {
        const { events, uniqueId } = generateCall(script);
        expect(events[0]).toMatchObject({ event: 'start', body: { UniqueId: uniqueId } });
        expect(events.at(-1)).toMatchObject({ event: 'hangup', body: { UniqueId: uniqueId } });
        const moments = events.map(atMs);
        expect(moments).toEqual(moments.toSorted((a, b) => a - b));
      }),
    );
  });

  test('carry what the PBX always sends, in its forms', () => {
    fc.assert(
      fc.property(scripts, (script) => {
        for (const { event, body } of generateCall(script).events) {
          const ofBridge = event === 'bridge_create' || event === 'bridge_destroy';
          expect(body.UniqueId).toMatch(ofBridge ? /^$/ : /^\d{10}\.\d+$/);
          if (!['start', 'dial', 'hangup'].includes(event)) continue;
          expect(body.Phone).toMatch(/^\+?\d+$/);
          expect([0, 1, 2]).toContain(Number(body.CallType));
          if (event === 'dial') expect(body.Extensions).not.toEqual([]);
          if (event === 'hangup') expect([0, 2]).toContain(Number(body.CallStatus));
          if (event === 'hangup') expect(body.EndTime).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
        }
      }),
    );
  });

  test('open a bridge before anyone enters it, and close it once all have left', () => {
    fc.assert(
      fc.property(scripts, (script) => {
        const inside = new Map<unknown, Set<unknown>>();
        for (const { event, body } of generateCall(script).events) {
          const members = inside.get(body.BridgeUniqueid);
          if (event === 'bridge_create') inside.set(body.BridgeUniqueid, new Set());
          if (event === 'bridge') expect(members?.add(body.UniqueId)).toBeDefined();
          if (event === 'bridge_leave') expect(members?.delete(body.UniqueId)).toBe(true);
          if (event !== 'bridge_destroy') continue;
          expect(members?.size).toBe(0);
          inside.delete(body.BridgeUniqueid);
        }
        expect(inside.size).toBe(0);
      }),
    );
  });

  test('have a bridge exactly when somebody answers', () => {
    fc.assert(
      fc.property(scripts, (script) => {
        const { events } = generateCall(script);
        const missed = script.kind.endsWith('missed');
        expect(named(events, 'bridge')).toHaveLength(missed ? 0 : script.kind === 'transfer' ? 8 : 2);
        expect(Number(named(events, 'hangup').at(-1)?.body.CallStatus)).toBe(missed ? 0 : 2);
      }),
    );
  });
});

describe('one call of each kind', () => {
  const script = (kind: CallScript['kind']): CallScript => ({
    kind,
    phone: '375291234567',
    extensions: ['151', '152'],
    trunk: '0001363',
    startedAt: Date.UTC(2025, 8, 14, 9, 0, 0),
    ringMs: 2000,
    talkMs: 30_000,
    uniqueIds: createUniqueIds(),
    clock: pbxClock('Europe/Minsk'),
  });
  const hangups = (kind: CallScript['kind']) => named(generateCall(script(kind)).events, 'hangup');

  test('an answered call names who answered, and lasts from its start to its end', () => {
    const facts = { CallType: 0, CallStatus: '2', Extensions: ['151'], Phone: '375291234567', Trunk: '0001363' };
    const times = { StartTime: '2025-09-14 12:00:00', EndTime: '2025-09-14 12:00:32' };
    expect(hangups('incoming-answered')).toMatchObject([{ body: { ...facts, ...times } }]);
  });

  test('a missed call names nobody and has no StartTime', () => {
    expect(hangups('incoming-missed')).toMatchObject([
      { body: { CallType: 0, CallStatus: '0', Extensions: [''], StartTime: '' } },
    ]);
  });

  test('an outgoing call is of type 1 and names the caller', () => {
    expect(hangups('outgoing-missed')).toMatchObject([{ body: { CallType: 1, CallStatus: '0', Extensions: ['151'] } }]);
  });

  test('an internal call has extensions only', () => {
    expect(hangups('internal')).toMatchObject([{ body: { CallType: 2, Phone: '151', Extensions: ['152'] } }]);
  });

  test('a transfer hangs up the leg as type 2 with the phone of the client, before the call itself', () => {
    expect(hangups('transfer')).toMatchObject([
      { body: { CallType: 2, CallStatus: '2', Extensions: ['152'], Phone: '375291234567' } },
      { body: { CallType: 0, CallStatus: '2', Extensions: ['151'], Phone: '375291234567' } },
    ]);
  });
});
