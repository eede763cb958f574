import { isTelegramAlarm } from '../../../../domain/alarms.ts';
import type { Glance } from '../../api/enterprises.ts';
import type { Texts } from '../../texts/ru.ts';

/** How an enterprise is, at a glance. */
export interface Standing {
  readonly state: keyof Texts['enterprises']['states'];
  readonly color: 'green' | 'gray' | 'red' | 'orange' | 'blue';
  readonly needsAttention: boolean;
}

export function standingOf({
  connection: { state, pending },
  alarms,
}: Pick<Glance, 'connection' | 'alarms'>): Standing {
  const isOfUon = alarms.some(({ kind }) => !isTelegramAlarm(kind));
  if (isOfUon) return { state: 'alarm', color: 'red', needsAttention: true };
  if (state === 'failed') return { state, color: 'red', needsAttention: true };
  if (pending) return { state: state === 'new' ? 'new' : 'pending', color: 'blue', needsAttention: false };
  if (state === 'connected') return { state, color: 'green', needsAttention: false };
  return { state, color: 'gray', needsAttention: false };
}
