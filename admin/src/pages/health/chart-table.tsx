import { useContext } from 'react';
import { Box, Table } from '@mantine/core';
import { useLanguage } from '../../texts/texts-context.ts';
import { ZoneContext } from '../../texts/zone-context.ts';
import type { ChartRow } from './chart-rows.ts';
import type { Chart } from './charts.ts';
import { clockOf } from './ticks.ts';

/** The same numbers, the newest first. */
export function ChartTable({ chart, rows }: { readonly chart: Chart; readonly rows: readonly ChartRow[] }) {
  const { language, texts } = useLanguage();
  const zone = useContext(ZoneContext);
  const { time, noValue } = texts.health.charts;
  return (
    <Box className="chart-table" tabIndex={0} role="group" aria-label={chart.heading}>
      <Table verticalSpacing={4} stickyHeader>
        <Table.Thead>
          <Table.Tr>
            {[time, ...chart.series.map(({ label }) => label)].map((head) => (
              <Table.Th key={head} scope="col">
                {head}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.toReversed().map(({ at, point }) => (
            <Table.Tr key={at}>
              <Table.Th scope="row" fw={400}>
                {clockOf(at, language, zone)}
              </Table.Th>
              {chart.series.map(({ key, valueOf }) => {
                const value = point && valueOf(point);
                return <Table.Td key={key}>{value === null ? noValue : chart.told(value)}</Table.Td>;
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Box>
  );
}
