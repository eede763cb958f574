import './health.css';
import { Center, Group, Loader, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useContext } from 'react';
import type { Health, Hours } from '../../api/health.ts';
import { Trouble } from '../../layout/trouble.tsx';
import { useLanguage } from '../../texts/texts-context.ts';
import { ZoneContext } from '../../texts/zone-context.ts';
import { Alarms } from './alarms.tsx';
import { ChartCard } from './chart-card.tsx';
import { chartRows } from './chart-rows.ts';
import { chartsOf } from './charts.ts';
import { Tiles } from './tiles.tsx';
import { WindowSwitch } from './window-switch.tsx';

/** What a look at the health came to, as the query has it. */
export interface Looked<Answer extends Health> {
  readonly data: Answer | undefined;
  readonly error: Error | null;
  readonly isPending: boolean;
  readonly dataUpdatedAt: number;
  readonly refetch: () => unknown;
}

interface HealthViewProps {
  readonly looked: Looked<Health>;
  readonly hours: Hours;
  readonly onHours: (hours: Hours) => void;
  readonly isWhole?: boolean;
  /** What stands between the figures and the charts. */
  readonly children?: React.ReactNode;
}

/** Alarms, figures and charts, of an enterprise or of all. */
export function HealthView({ looked, hours, onHours, isWhole = false, children }: HealthViewProps) {
  const { language, texts } = useLanguage();
  const { data, error } = looked;
  const zone = useContext(ZoneContext);
  const style = { timeStyle: 'medium', ...(zone !== undefined && { timeZone: zone }) } as const;
  const clock = new Intl.DateTimeFormat(language, style).format(looked.dataUpdatedAt);
  return (
    <Stack gap="lg" maw={1200}>
      {error && !data && <Trouble error={error} onAgain={looked.refetch} />}
      {error && data && <Trouble error={texts.health.stale} onAgain={looked.refetch} />}
      {looked.isPending && (
        <Center p="xl">
          <Loader aria-label={texts.loading} />
        </Center>
      )}
      {data && (
        <>
          <Alarms alarms={data.alarms} isWhole={isWhole} />
          <Group justify="space-between">
            <WindowSwitch hours={hours} onChange={onHours} />
            <Text size="xs" c="dimmed">
              {texts.health.updated(clock)}
            </Text>
          </Group>
          <Tiles health={data} hours={hours} isWhole={isWhole} />
          {children}
          <Charts health={data} hours={hours} isWhole={isWhole} />
        </>
      )}
    </Stack>
  );
}

function Charts({ health, hours, isWhole }: { health: Health; hours: Hours; isWhole: boolean }) {
  const { health: texts } = useLanguage().texts;
  const isNarrow = useMediaQuery('(max-width: 36em)', undefined, { getInitialValueInEffect: false });
  if (health.points.length === 0)
    return (
      <Stack gap={4} py="xl" align="center">
        <Text fw={600}>{texts.noData}</Text>
        <Text c="dimmed" size="sm" ta="center">
          {texts.noDataHint}
        </Text>
      </Stack>
    );
  const rows = chartRows(health);
  const isQuiet = Object.keys(health.totals.counts).length === 0;
  return (
    <Stack gap="sm">
      <Title order={2} size="h4">
        {texts.charts.heading}
      </Title>
      {isQuiet && (
        <Text size="sm" c="dimmed">
          {texts.quiet(hours)}
        </Text>
      )}
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
        {chartsOf({ health, hours, texts, isWhole }).map((chart) => (
          <ChartCard
            key={chart.key}
            {...{ chart, rows, isNarrow, stepMinutes: health.step_minutes }}
            hasGap={rows.some(({ point }) => point === null)}
          />
        ))}
      </SimpleGrid>
    </Stack>
  );
}
