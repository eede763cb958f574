/** Asks at most once in so many milliseconds; whoever asks meanwhile gets the same answer. */
export function sharedFor<T>(ms: number, ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  return () => {
    if (answer && performance.now() - askedAt < ms) return answer;
    askedAt = performance.now();
    answer = ask();
    return answer;
  };
}
