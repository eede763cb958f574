import { expect, it } from 'vitest';
import { textField } from '../../../simulators/pbx/pbx-event.ts';
import { KINDS } from './kinds.ts';
import { VICTIMS } from './kills.ts';
import { makePlan } from './plan.ts';

const OPTIONS = { calls: 300, accounts: 10, kills: true, faults: true, isReal: false };

it('plans the same for the same seed, and something else for another', () => {
  expect(makePlan({ ...OPTIONS, seed: 7 })).toEqual(makePlan({ ...OPTIONS, seed: 7 }));
  expect(makePlan({ ...OPTIONS, seed: 8 }).calls).not.toEqual(makePlan({ ...OPTIONS, seed: 7 }).calls);
});

it.each([
  { calls: 25, accounts: 3 },
  { calls: 300, accounts: 10 },
])('has calls of all kinds in $calls calls, and kills every process kind', (size) => {
  const { calls, kills, agencies } = makePlan({ ...OPTIONS, ...size, seed: 1 });
  expect(calls).toHaveLength(size.calls);
  expect(new Set(calls.map(({ kind }) => kind))).toEqual(new Set(KINDS));
  expect(new Set(agencies.map(({ apiKey }) => apiKey)).size).toBe(size.accounts);
  const killed = kills.flatMap(({ names }) => names);
  for (const names of Object.values(VICTIMS))
    expect(killed.some((name) => names.some((one) => one === name))).toBe(true);
});

it('leaves the calls of a seed as they are without kills and faults', () => {
  const quiet = makePlan({ ...OPTIONS, kills: false, faults: false, seed: 7 });
  expect(quiet.calls).toEqual(makePlan({ ...OPTIONS, seed: 7 }).calls);
  expect([quiet.kills, quiet.faults]).toEqual([[], []]);
});

it('gives each call an id of its own, and a number that only calls at once share', () => {
  const { calls } = makePlan({ ...OPTIONS, seed: 3 });
  expect(new Set(calls.map(({ callId }) => callId)).size).toBe(calls.length);
  const shared = Map.groupBy(calls, ({ digits }) => digits ?? '');
  shared.delete('');
  for (const [, some] of shared) expect(new Set(some.map(({ kind }) => kind)).size).toBe(1);
});

it('repeats and moves events, but leaves none out', () => {
  const { calls } = makePlan({ ...OPTIONS, seed: 3 });
  for (const { kind, callId, events, facts } of calls) {
    const own = events.filter((event) => textField(event, 'UniqueId') === callId).map(({ event }) => event);
    expect(own.includes('hangup'), kind).toBe(facts.hasHangup);
    expect(own.includes('dial'), kind).toBe(facts.hasDial);
  }
});
