/** How a service that we need stands. */
export type Standing = { readonly isUp: true } | { readonly isUp: false; readonly since: Date };

export interface Dependency {
  /** As it was when last looked. */
  readonly standing: Standing;
  /** Looks now. Never throws. */
  look(): Promise<Standing>;
  stop(): void;
}

export interface DependencyOptions {
  /** Resolves when the service answers, throws when it does not. */
  readonly check: () => Promise<unknown>;
  /** Told when it goes away and when it is back. */
  readonly onChange: (standing: Standing) => void;
  readonly everyMs?: number;
  /** Longer than this is no answer. */
  readonly answerMs?: number;
}

/** Watches a service, so that it is known since when it is away though nobody asked. Counts as up until first looked. */
export function watchDependency({ check, onChange, everyMs = 5_000, answerMs = 2_000 }: DependencyOptions): Dependency {
  let standing: Standing = { isUp: true };
  let looking: Promise<Standing> | undefined;

  const lookOnce = async (): Promise<Standing> => {
    const isUp = await answers(check, answerMs);
    if (isUp !== standing.isUp) {
      standing = isUp ? { isUp } : { isUp, since: new Date() };
      onChange(standing);
    }
    looking = undefined;
    return standing;
  };
  const look = (): Promise<Standing> => (looking ??= lookOnce());
  const timer = setInterval(() => void look(), everyMs).unref();
  return {
    get standing() {
      return standing;
    },
    look,
    stop: () => clearInterval(timer),
  };
}

async function answers(check: () => Promise<unknown>, withinMs: number): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(resolve, withinMs, false);
  const asked = Promise.resolve()
    .then(check)
    .then(
      () => true,
      () => false,
    );
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
