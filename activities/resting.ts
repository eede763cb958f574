/** Accounts that are left alone for a while, as far as this process knows. */
export interface Resting {
  rest(account: string): void;
  isResting(account: string): boolean;
}

export function createResting(forMs: number, now: () => number = () => performance.now()): Resting {
  const until = new Map<string, number>();
  return {
    rest: (account) => void until.set(account, now() + forMs),
    isResting: (account) => {
      const isOver = (until.get(account) ?? 0) <= now();
      if (isOver) until.delete(account);
      return !isOver;
    },
  };
}
