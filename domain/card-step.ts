import type { JournalStep } from './journal.ts';

/** What became of a client that a manager wanted made by the link of a popup. */
export interface CardEnding {
  readonly clientId: string | null;
  readonly created: boolean;
  readonly why: string | null;
}

/** How the journal of the call tells of it. */
export function cardStep({ clientId, created, why }: CardEnding): Omit<JournalStep, 'at'> {
  const name = 'user/create: link of a popup';
  if (clientId === null) return { name, status: 'failed', error: why ?? 'U-ON has made no client' };
  return created ? { name, status: 'done' } : { name, status: 'skipped', error: 'U-ON has a client with this number' };
}
