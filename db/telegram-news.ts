import { createHash } from 'node:crypto';
import type { CallSnapshot } from '../domain/journal.ts';
import type { Urgency } from '../domain/telegram-pace.ts';

const URGENCY: Readonly<Record<CallSnapshot['status'], Urgency>> = { ringing: 0, talking: 1, ended: 2 };

export function urgencyOf({ status }: Pick<CallSnapshot, 'status'>): Urgency {
  return URGENCY[status];
}

/** What of a call its message shows, in short: another one where the message is to say something else. */
export function wantedOf(snapshot: CallSnapshot): string {
  const { status, direction, answered, phoneE164, line, extension, managerId, clientId, durationS } = snapshot;
  const { hasRecording = false } = snapshot;
  const seen = [status, direction, answered, phoneE164, line, extension, managerId, clientId, durationS, hasRecording];
  return createHash('sha256').update(JSON.stringify(seen)).digest('base64url').slice(0, 22);
}

/**
 * Part of the statement that writes a call's row (`written`): where its enterprise has a bot and a chat, the call's message has news.
 * Of calls between extensions there is none. $16: `wantedOf`, $17: `urgencyOf`.
 */
export const NOTE_NEWS = `insert into telegram_messages (enterprise_number, call_id, wanted, urgency)
  select $1, $2, $16, $17 from written
   where written.direction in ('incoming', 'outgoing') and exists (
     select from enterprises e where e.number = $1 and e.integrations_config -> 'telegram' ?& array['bot_token', 'chat_id'])
  on conflict (enterprise_number, call_id) do update
    set wanted = excluded.wanted, urgency = excluded.urgency, changed_at = clock_timestamp(),
        state = case when telegram_messages.state = 'told' then 'due' else telegram_messages.state end
    where telegram_messages.wanted <> excluded.wanted
  returning state = 'due' as is_due`;
