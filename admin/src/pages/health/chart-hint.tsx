import { useContext } from 'react';
import { Paper, Stack, Text } from '@mantine/core';
import type { TooltipContentProps } from 'recharts';
import { useLanguage } from '../../texts/texts-context.ts';
import { ZoneContext } from '../../texts/zone-context.ts';
import type { ChartRow } from './chart-rows.ts';
import type { Chart } from './charts.ts';
import { clockOf } from './ticks.ts';

interface Shown extends Partial<Pick<TooltipContentProps, 'active' | 'label'>> {
  readonly chart: Chart;
  readonly rows: readonly ChartRow[];
}

/** What the step under the pointer says. */
export function ChartHint({ active, label, chart, rows }: Shown) {
  const { language, texts } = useLanguage();
  const zone = useContext(ZoneContext);
  const row = rows.find(({ at }) => at === label);
  if (active !== true || !row) return null;
  const { point } = row;
  return (
    <Paper withBorder shadow="sm" px="sm" py={6}>
      <Stack gap={2}>
        <Text size="xs" fw={600}>
          {clockOf(row.at, language, zone)}
        </Text>
        {!point && <Text size="xs">{texts.health.charts.gap}</Text>}
        {point &&
          chart.series.map(({ key, label: name, valueOf }) => {
            const value = valueOf(point);
            return (
              <Text key={key} size="xs">
                {name}: {value === null ? texts.health.charts.noValue : chart.told(value)}
              </Text>
            );
          })}
      </Stack>
    </Paper>
  );
}
