import { isTelegramAlarm } from '../../../../domain/alarms.ts';
import type { Glance } from '../../api/enterprises.ts';
import type { Texts } from '../../texts/ru.ts';

/** How an enterprise is with U-ON, at a glance. */
export interface Standing {
  readonly state: keyof Texts['enterprises']['states'];
  readonly color: 'green' | 'gray' | 'red' | 'orange' | 'blue';
  /** An alarm of Telegram's asks for it too. */
  readonly needsAttention: boolean;
}

export function standingOf({ connection, alarms }: Pick<Glance, 'connection' | 'alarms'>): Standing {
  if (alarms.some(({ kind }) => !isTelegramAlarm(kind))) return { state: 'alarm', color: 'red', needsAttention: true };
  return { ...connectedOf(connection), needsAttention: alarms.length > 0 || connection.state === 'failed' };
}

function connectedOf({ state, pending }: Glance['connection']): Pick<Standing, 'state' | 'color'> {
  if (state === 'failed') return { state, color: 'red' };
  if (pending) return { state: state === 'new' ? 'new' : 'pending', color: 'blue' };
  return { state, color: state === 'connected' ? 'green' : 'gray' };
}
