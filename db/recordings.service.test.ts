import type pg from 'pg';
import { expect, it } from 'vitest';
import { withTestPool } from '../tests/harness/test-pool.ts';
import { recordingsOf } from './recordings.ts';

let pool: pg.Pool;
withTestPool((opened) => void (pool = opened));

let count = 0;
const hangup = (uniqueid: string, more: Record<string, unknown>) =>
  pool.query(
    `insert into inbox (enterprise_number, event, body_hash, uniqueid, body, call_id, state)
     values ('0367', 'hangup', $1, $2, $3, $2, 'delivered')`,
    [
      Buffer.from([(count += 1)]),
      uniqueid,
      JSON.stringify({
        ...{ UniqueId: uniqueid, Phone: '', CallType: 0, CallStatus: 2, EndTime: '2025-09-14 12:06:13', ...more },
      }),
    ],
  );
const recovered = (callId: string, recordUrl: string | null) =>
  pool.query(
    `with r as (insert into recoveries (enterprise_number, kind, content_hash, total) values ('0367', 'recovery', $1, 1) returning id)
     insert into recovery_calls (recovery_id, position, call_id, number_key, call, state)
     select id, 0, $2, '', $3, 'done' from r`,
    [Buffer.from([(count += 1)]), callId, JSON.stringify({ callId, recordUrl })],
  );

it('finds where a recording lies, by the first hangup that says it, else by a recovery', async () => {
  await hangup('1.1', { RecordUrl: '' });
  await hangup('1.1', { RecordUrl: 'http://pbx.example/1.mp3' });
  await hangup('1.1', { RecordUrl: 'http://pbx.example/again.mp3' });
  await hangup('1.2', {});
  // What PostgreSQL can't make a text of.
  await hangup('1.3', { RecordUrl: 'http://pbx.example/3.mp3', Odd: 'a\u0000b' });
  await recovered('1.1', 'http://pbx.example/recovered.mp3');
  await recovered('1.4', 'http://pbx.example/4.mp3');
  await recovered('1.5', null);
  const found = await recordingsOf(pool, '0367', ['1.1', '1.2', '1.3', '1.4', '1.5', '1.6']);
  expect(Object.fromEntries(found)).toEqual({
    '1.1': 'http://pbx.example/1.mp3',
    '1.3': 'http://pbx.example/3.mp3',
    '1.4': 'http://pbx.example/4.mp3',
  });
  expect(await recordingsOf(pool, '0368', ['1.1', '1.4'])).toEqual(new Map());
});
