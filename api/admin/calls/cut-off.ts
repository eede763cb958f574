/** Who asked for an answer may not have it any more. */
export class RightLostError extends Error {
  readonly code = 'RIGHT_LOST';
}

/** Did an answer break off because the browser went away, may not have it any more, or because this process ends? */
export function isCutOff(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return (
    typeof code === 'string' &&
    ['ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR', 'EPIPE', 'ECONNRESET', 'RIGHT_LOST'].includes(code)
  );
}
