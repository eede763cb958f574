import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useContext } from 'react';
import { useLanguage } from '../../texts/texts-context.ts';
import { ZoneContext } from '../../texts/zone-context.ts';
import { ChartHint } from './chart-hint.tsx';
import { gapsIn, type ChartRow } from './chart-rows.ts';
import type { Chart, Series } from './charts.ts';
import { colorOf } from './color-of.ts';
import { clockOf, offsetOf, ticksOf } from './ticks.ts';

const HEIGHT = 200;
const TEXT = { fontSize: 12, fill: 'var(--mantine-color-dimmed)' };

export interface ChartFigureProps {
  readonly chart: Chart;
  readonly rows: readonly ChartRow[];
  readonly stepMinutes: number;
  readonly isNarrow: boolean;
}

/** The picture of a chart: what it says stands in words and in a table beside it, so readers of screens pass it by. */
export default function ChartFigure({ chart, rows, stepMinutes, isNarrow }: ChartFigureProps) {
  const { language } = useLanguage();
  const zone = useContext(ZoneContext);
  const [from, to] = [rows[0]?.at ?? 0, rows.at(-1)?.at ?? 0];
  const data = rows.map(({ at, point }) => ({
    at,
    ...Object.fromEntries(chart.series.map(({ key, valueOf }) => [key, point && valueOf(point)])),
  }));
  const top = chart.limit
    ? Math.max(chart.limit.value + 1, ...rows.map(({ point }) => point?.peak_per_s ?? 0))
    : 'auto';
  const ticks = ticksOf(from, to, isNarrow ? 4 : 8, offsetOf(to, zone));
  return (
    <div aria-hidden="true" className="chart">
      <ResponsiveContainer width="100%" height={HEIGHT}>
        <ComposedChart data={data} accessibilityLayer={false} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
          <CartesianGrid vertical={false} stroke="var(--health-grid)" />
          <XAxis
            {...{ dataKey: 'at', type: 'number', domain: [from, to], ticks: [...ticks], tick: TEXT, tickLine: false }}
            tickFormatter={(at: number) => clockOf(at, language, zone)}
          />
          <YAxis
            {...{ width: 60, tick: TEXT, tickLine: false, axisLine: false, allowDecimals: false, domain: [0, top] }}
            tickFormatter={chart.told}
          />
          {gapsIn(rows, stepMinutes).map((gap) => (
            <ReferenceArea
              key={gap.from}
              {...{ x1: gap.from, x2: Math.min(gap.to, to), fill: 'var(--health-gap)', fillOpacity: 1 }}
            />
          ))}
          {chart.limit && (
            <ReferenceLine
              {...{ y: chart.limit.value, stroke: colorOf('red'), strokeDasharray: '6 3' }}
              label={{ value: chart.limit.label, position: 'insideTopRight', ...TEXT, fill: colorOf('red') }}
            />
          )}
          {chart.series.map((series) =>
            chart.shape === 'bars' ? barOf(series) : lineOf(series, chart.hasDots === true),
          )}
          <Tooltip isAnimationActive={false} content={<ChartHint chart={chart} rows={rows} />} />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

function barOf({ key, color }: Series) {
  return (
    <Bar key={key} {...{ dataKey: key, stackId: 'all', barSize: 3, fill: colorOf(color), isAnimationActive: false }} />
  );
}

function lineOf({ key, color, isDashed }: Series, hasDots: boolean) {
  const stroke = colorOf(color);
  return (
    <Line
      key={key}
      {...{ dataKey: key, stroke, strokeWidth: 2, connectNulls: false, isAnimationActive: false, type: 'linear' }}
      dot={hasDots ? { r: 1.5, fill: stroke, strokeWidth: 0 } : false}
      {...(isDashed === true && { strokeDasharray: '4 2' })}
    />
  );
}
