import type { Health, HealthPoint } from '../../api/health.ts';

/** One step of the charts; `point` is missing where no process of ours was up. */
export interface ChartRow {
  /** Its beginning, epoch ms. */
  readonly at: number;
  readonly point: HealthPoint | null;
}

const MINUTE_MS = 60_000;

/** All steps of the window by time, those that nobody counted too: a gap is no zero. */
export function chartRows({ from, to, step_minutes, points }: Pick<Health, 'from' | 'to' | 'step_minutes' | 'points'>) {
  const known = new Map(points.map((point) => [Date.parse(point.at), point]));
  const stepMs = step_minutes * MINUTE_MS;
  const rows: ChartRow[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += stepMs) rows.push({ at, point: known.get(at) ?? null });
  return rows;
}

export interface Gap {
  readonly from: number;
  readonly to: number;
}

/** Stretches in which nobody counted, so that they can be shown as such. */
export function gapsIn(rows: readonly ChartRow[], stepMinutes: number): readonly Gap[] {
  const stepMs = stepMinutes * MINUTE_MS;
  return rows.reduce<Gap[]>((gaps, { at, point }) => {
    if (point) return gaps;
    const last = gaps.at(-1);
    if (last?.to === at) return [...gaps.slice(0, -1), { from: last.from, to: at + stepMs }];
    return [...gaps, { from: at, to: at + stepMs }];
  }, []);
}
