import { createHash, randomBytes } from 'node:crypto';
import { EVENT_RATE, exactRates } from './rates.ts';
import { createStrangers } from './strangers.ts';
import { TooManyError } from './too-many.ts';

/** What is behind a token: at least whose it is. */
interface Door {
  readonly enterprise: string;
}

export interface Admission<D extends Door> {
  /**
   * Who has this token (a PBX's, or the secret of webhooks), if it may send now; null for a token that nobody has.
   *
   * @throws TooManyError when the enterprise, or an address with wrong tokens, sends more than it may
   */
  admit(token: string, address: string): Promise<D | null>;
}

export interface AdmissionDeps<D extends Door> {
  readonly doorOf: (token: string) => Promise<D | null>;
  /** Told of an enterprise that sent more than it may. */
  readonly onTooMany?: (enterprise: string) => void;
}

/**
 * Tokens that were right lately, and whose: wrong ones from the same address don't shut them out, and what an enterprise sends
 * beyond its rate is refused without a question to the database. Whether they still are right, the database says.
 */
const KNOWN_TOKENS = 1_000;

/** Counts what an enterprise sends, and throws TooManyError where it is more than it may. */
export function createCount(onTooMany?: (enterprise: string) => void): (enterprise: string) => void {
  const events = exactRates(EVENT_RATE);
  return (enterprise) => {
    const waitMs = events.take(enterprise);
    if (waitMs === 0) return;
    onTooMany?.(enterprise);
    throw new TooManyError('More than an enterprise may send; send it again', waitMs);
  };
}

/** Counts in the memory of this process: behind a load balancer each process allows the rate. */
export function createAdmission<D extends Door>({ doorOf, onTooMany }: AdmissionDeps<D>): Admission<D> {
  const count = createCount(onTooMany);
  const strangers = createStrangers('tokens that are not those of an enterprise');
  const known = new Map<string, string>();
  const salt = randomBytes(16);
  const markOf = (token: string): string => createHash('sha256').update(salt).update(token).digest('base64');

  const remember = (mark: string, enterprise: string): void => {
    known.delete(mark);
    known.set(mark, enterprise);
    const [oldest] = known.keys();
    if (known.size > KNOWN_TOKENS && oldest !== undefined) known.delete(oldest);
  };

  return {
    async admit(token, address) {
      const mark = markOf(token);
      const enterprise = known.get(mark);
      // The database is not asked for each guess of somebody who has made many, nor for what is refused anyway.
      if (enterprise === undefined) strangers.mayTry(address);
      else count(enterprise);
      const door = token === '' ? null : await doorOf(token);
      if (!door) {
        known.delete(mark);
        strangers.failed(address);
        return null;
      }
      remember(mark, door.enterprise);
      if (door.enterprise !== enterprise) count(door.enterprise);
      return door;
    },
  };
}
