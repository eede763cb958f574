import { Button, Card, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import { useTexts } from '../../texts/texts-context.ts';
import type { ChartFigureProps } from './chart-figure.tsx';
import { ChartTable } from './chart-table.tsx';
import { colorOf } from './color-of.ts';

/** Drawing takes a library of its own, which only who opens this place loads. */
const ChartFigure = lazy(() => import('./chart-figure.tsx'));

/** A chart, what it says in words, and its numbers as a table for who wants them. */
export function ChartCard(shown: ChartFigureProps & { readonly hasGap: boolean }) {
  const { chart, rows, hasGap } = shown;
  const { charts: texts } = useTexts().health;
  const [isTable, table] = useDisclosure(false);
  const heading = `chart-${chart.key}`;
  return (
    <Card withBorder padding="md" component="section" aria-labelledby={heading}>
      <Stack gap="xs">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Title order={3} size="h5" id={heading}>
            {chart.heading}
          </Title>
          <Button
            {...{ variant: 'default', size: 'compact-xs', flex: 'none' }}
            aria-expanded={isTable}
            aria-describedby={heading}
            onClick={table.toggle}
          >
            {isTable ? texts.hideTable : texts.table}
          </Button>
        </Group>
        <Text size="sm" c="dimmed">
          {chart.summary}
        </Text>
        <Suspense fallback={<Skeleton height={200} />}>
          <ChartFigure {...shown} />
        </Suspense>
        <Group gap="4px 16px" aria-hidden="true">
          {chart.series.map(({ key, label, color, isDashed }) => (
            <LegendItem key={key} color={colorOf(color)} label={label} isDashed={isDashed === true} />
          ))}
          {hasGap && <LegendItem color="var(--health-gap)" label={texts.gap} isDashed={false} />}
        </Group>
        {isTable && <ChartTable chart={chart} rows={rows} />}
      </Stack>
    </Card>
  );
}

function LegendItem({
  color,
  label,
  isDashed,
}: {
  readonly color: string;
  readonly label: string;
  readonly isDashed: boolean;
}) {
  return (
    <Group gap={6} wrap="nowrap">
      <svg width="18" height="10">
        <line
          x1="0"
          y1="5"
          x2="18"
          y2="5"
          stroke={color}
          strokeWidth="4"
          {...(isDashed && { strokeDasharray: '5 3' })}
        />
      </svg>
      <Text size="xs">{label}</Text>
    </Group>
  );
}
