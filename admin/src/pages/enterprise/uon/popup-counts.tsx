import { Center, Loader, SegmentedControl, Group, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { usePopupCounts, type PopupCountsAnswer } from '../../../api/popup-counts.ts';
import { Trouble } from '../../../layout/trouble.tsx';
import { useTexts } from '../../../texts/texts-context.ts';
import { Subheading } from '../form/subheading.tsx';
import { usePlace } from './form-context.ts';
import { countRows, hasPopups } from './popup-count-rows.ts';

const DAYS = [7, 30, 90] as const;

/** How full cards and plain texts fared, side by side. */
export function PopupCounts() {
  const { counts: words } = useTexts().uon;
  const { number } = usePlace();
  const [days, setDays] = useState<number>(30);
  const counts = usePopupCounts(number, days);
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="sm">
        <Subheading>{words.heading}</Subheading>
        <SegmentedControl
          size="xs"
          aria-label={words.period}
          data={DAYS.map((each) => ({ value: String(each), label: words.days(each) }))}
          value={String(days)}
          onChange={(value) => setDays(Number(value))}
        />
      </Group>
      {counts.isError && <Trouble error={counts.error} onAgain={counts.refetch} />}
      {counts.isPending && (
        <Center p="sm">
          <Loader size="sm" aria-label={words.heading} />
        </Center>
      )}
      {counts.data && (hasPopups(counts.data) ? <Counted counts={counts.data} /> : <Text size="sm">{words.none}</Text>)}
    </Stack>
  );
}

function Counted({ counts }: { readonly counts: PopupCountsAnswer }) {
  const { counts: words } = useTexts().uon;
  return (
    <Table withTableBorder className="uon-counts">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{words.popups}</Table.Th>
          <Table.Th>{words.enriched}</Table.Th>
          <Table.Th>{words.basic}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {countRows(counts).map(({ name, enriched, basic }) => (
          <Table.Tr key={name}>
            <Table.Th scope="row" fw={400}>
              {words.rows[name]}
            </Table.Th>
            <Table.Td>{words.told(enriched)}</Table.Td>
            <Table.Td>{words.told(basic)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
