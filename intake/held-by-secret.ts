import { createHash, randomBytes } from 'node:crypto';
import { startDeadline } from './deadline.ts';

/** The database did not say in time whose the token is, and it was not known from before. */
export class NotKnownInTimeError extends Error {
  override readonly name = 'NotKnownInTimeError';
}

export interface HeldOptions<T> {
  readonly ask: (secret: string) => Promise<T | null>;
  /** Told where the database did not answer in time and what was held was taken. */
  readonly onHeld: () => void;
  /** Told of what failed though nobody waits for it. */
  readonly onFailure: (error: unknown) => void;
}

/** So old it is taken without a question: as long as a change of the settings may take to count. */
const FRESH_MS = 1_000;
/** So long the database is waited for where something older is held. */
const PATIENCE_MS = 60;
/** And where nothing is. */
const PATIENCE_WITHOUT_MS = 150;
/** Longer than the database is away without somebody mending it; a token that was taken back since is not believed for ever. */
const KEPT_MS = 10 * 60_000;
const MOST = 1_000;

interface Entry<T> {
  readonly value: T;
  readonly atMs: number;
}

/**
 * What belongs to a secret, for those who can't wait: asked for anew each second, and taken as it was where the database does not
 * say in time. The secrets themselves are not held.
 *
 * @throws NotKnownInTimeError; what `ask` throws, where nothing is held
 */
export function createHeldBySecret<T>({
  ask,
  onHeld,
  onFailure,
}: HeldOptions<T>): (secret: string) => Promise<T | null> {
  const held = new Map<string, Entry<T>>();
  const asking = new Map<string, Promise<T | null>>();
  const salt = randomBytes(16);
  const keyOf = (secret: string): string => createHash('sha256').update(salt).update(secret).digest('base64');

  const remember = (key: string, value: T | null): void => {
    held.delete(key);
    if (value !== null) held.set(key, { value, atMs: performance.now() });
    const [oldest] = held.keys();
    if (held.size > MOST && oldest !== undefined) held.delete(oldest);
  };
  const askAnew = (key: string, secret: string): Promise<T | null> => {
    const known = asking.get(key);
    if (known) return known;
    const asked = ask(secret)
      .then((value) => {
        remember(key, value);
        return value;
      })
      .finally(() => asking.delete(key));
    asking.set(key, asked);
    return asked;
  };
  const heldAt = (key: string): Entry<T> | undefined => {
    const entry = held.get(key);
    return entry && performance.now() - entry.atMs < KEPT_MS ? entry : undefined;
  };

  return async (secret) => {
    const key = keyOf(secret);
    const entry = heldAt(key);
    if (entry && performance.now() - entry.atMs < FRESH_MS) return entry.value;
    const deadline = startDeadline(entry ? PATIENCE_MS : PATIENCE_WITHOUT_MS);
    try {
      const answer = await deadline.within(askAnew(key, secret), undefined);
      if (answer !== undefined) return answer;
    } catch (error) {
      if (!entry) throw error;
      onFailure(error);
    } finally {
      deadline.end();
    }
    if (!entry) throw new NotKnownInTimeError('The database does not say in time whose token it is');
    onHeld();
    return entry.value;
  };
}
