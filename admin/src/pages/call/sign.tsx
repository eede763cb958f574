/** How a line of a story went; words beside it say it too. */
export type SignOf = 'done' | 'running' | 'skipped' | 'failed' | 'late' | 'event' | 'request';

const PATHS: Readonly<Record<SignOf, string>> = {
  done: 'M3.5 8.5 6.5 11.5 12.5 4.5',
  running: 'M8 3a5 5 0 1 1-5 5',
  skipped: 'M4 8h8',
  failed: 'M8 3.5v5.5M8 12v.5',
  late: 'M8 4v4l3 2',
  event: 'M5.5 8h5M8 5.5 10.5 8 8 10.5',
  request: 'M4 6h8M9 3.5 12 6M12 10H4M7 12.5 4 10',
};

export function Sign({ of }: { readonly of: SignOf }) {
  return (
    <span className={`sign sign-${of}`} aria-hidden="true">
      <svg width="16" height="16" viewBox="0 0 16 16">
        <path
          d={PATHS[of]}
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
    </span>
  );
}
