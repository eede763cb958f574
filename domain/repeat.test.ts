import { describe, expect, it } from 'vitest';
import type { JournalStep } from './journal.ts';
import { repeatables, repeatNews, repeatOf } from './repeat.ts';

const at = '2025-09-14T09:05:24.120Z';
const step = (name: string, status: JournalStep['status'], error?: string): JournalStep => ({
  ...{ name, at, status },
  ...(error !== undefined && { error }),
});
const failed = (name: string, error = 'uon-refused: no') => step(name, 'failed', error);
const closed = (...steps: JournalStep[]) => ({ isClosed: true, isForgotten: false, steps, untold: [] as string[] });
const can = (...parts: string[]) => ({ kind: 'can', parts });
const refused = (why: string) => ({ kind: 'refused', why });
const MANAGERS = ['client-manager', 'lead-managers'];

describe('repeatOf', () => {
  it.each([
    { name: 'call_history/create', is: can('record') },
    { name: 'request-action/create: recording', is: can('recording') },
    { name: 'lead/create', is: can('actions', ...MANAGERS) },
    { name: 'user/create, lead/create', is: can('actions', ...MANAGERS) },
    { name: 'request/update: status', is: can('actions') },
    { name: 'user/update: manager', is: can('client-manager') },
    { name: 'request/update: manager of lead 71', is: can('lead-managers') },
    { name: 'request/update: missed', is: can('missed-status') },
    { name: 'reminder/create', is: can('missed-task') },
    { name: 'popup: extension 151, manager 2', is: refused('too-late') },
    { name: 'hangup', is: refused('nothing') },
    { name: 'constructor', is: refused('nothing') },
  ])('of $name, which failed', ({ name, is }) => {
    expect(repeatOf(name, closed(failed(name)))).toEqual(is);
  });

  it('of a question does what hung on its answer and is not done', () => {
    const question = failed('user/phone');
    expect(repeatOf('user/phone', closed(question))).toEqual(
      can('actions', ...MANAGERS, 'missed-status', 'missed-task'),
    );
    const decided = [step('lead/create', 'skipped', 'the client has an active lead'), step('reminder/create', 'done')];
    expect(repeatOf('user/phone', closed(...decided, question))).toEqual(can(...MANAGERS, 'missed-status'));
  });

  it.each([
    { why: 'under-way', facts: { ...closed(failed('lead/create')), isClosed: false } },
    { why: 'forgotten', facts: { ...closed(), isForgotten: true } },
    { why: 'nothing', facts: closed(step('lead/create', 'done')) },
    { why: 'nothing', facts: closed() },
    { why: 'look-there', facts: closed(failed('lead/create', 'uon-unsure: sent 3 times')) },
    { why: 'mended', facts: closed({ ...failed('lead/create'), mended: true }, step('repeat lead/create', 'done')) },
  ])('is refused: $why', ({ why, facts }) => {
    expect(repeatOf('lead/create', facts)).toEqual(refused(why));
  });

  it('is refused of what U-ON may have done and can’t be asked for, whatever the last failure was', () => {
    const task = { ...closed(failed('reminder/create')), untold: ['reminder/create'] };
    expect(repeatOf('reminder/create', task)).toEqual(refused('look-there'));
    const link = { ...closed(failed('request-action/create: recording')), untold: ['request-action/create'] };
    expect(repeatOf('request-action/create: recording', link)).toEqual(refused('look-there'));
    const question = { ...closed(failed('user/phone'), failed('reminder/create')), untold: ['reminder/create'] };
    expect(repeatOf('user/phone', question)).toEqual(can('actions', ...MANAGERS, 'missed-status'));
  });

  it('of a repeat that failed too is possible', () => {
    const facts = closed(failed('lead/create'), failed('repeat lead/create'));
    expect(repeatables(facts)).toEqual([{ step: 'lead/create', repeat: can('actions', ...MANAGERS) }]);
  });
});

describe('repeatNews', () => {
  it('tells of the step and of what it took', () => {
    expect(repeatNews('lead/create', [step('user/phone', 'done'), step('lead/create', 'done')], at)).toEqual({
      result: { status: 'done', error: null },
      lines: [step('repeat user/phone', 'done'), step('repeat lead/create', 'done')],
      mended: ['user/phone', 'repeat user/phone', 'lead/create', 'repeat lead/create'],
    });
  });

  it('has a line of the step itself where only others were taken', () => {
    expect(repeatNews('lead/create', [failed('user/phone', 'uon-refused: what')], at)).toEqual({
      result: { status: 'failed', error: 'uon-refused: what' },
      lines: [failed('repeat user/phone', 'uon-refused: what'), failed('repeat lead/create', 'uon-refused: what')],
      mended: [],
    });
    expect(repeatNews('lead-by-client', [step('user/phone', 'done')], at)).toMatchObject({
      result: { status: 'skipped', error: 'there was nothing to do any more' },
      lines: [{ name: 'repeat user/phone' }, { name: 'repeat lead-by-client', status: 'skipped' }],
    });
  });

  it('mends nothing that failed anew', () => {
    const { mended } = repeatNews('user/phone', [step('user/phone', 'done'), failed('lead/create')], at);
    expect(mended).toEqual(['user/phone', 'repeat user/phone']);
  });
});
