import { Stack, Table } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { CallRow } from '../../api/calls.ts';
import { useTexts } from '../../texts/texts-context.ts';
import { CallCard } from './call-card.tsx';
import { CallTableRow } from './call-table-row.tsx';

interface Shown {
  readonly number: string;
  readonly calls: readonly CallRow[];
  readonly zone: string | undefined;
}

/** A table where there is room for its columns, else cards. */
export function CallsTable({ number, calls, zone }: Shown) {
  const isWide = useMediaQuery('(min-width: 62em)', undefined, { getInitialValueInEffect: false });
  if (isWide) return <WideTable number={number} calls={calls} zone={zone} />;
  return (
    <Stack component="ul" gap="xs" m={0} p={0} className="bare-list">
      {calls.map((call) => (
        <CallCard key={call.call_id} number={number} call={call} zone={zone} />
      ))}
    </Stack>
  );
}

function WideTable({ number, calls, zone }: Shown) {
  const {
    calls: { columns, past },
  } = useTexts();
  const heads = [
    columns.when,
    columns.direction,
    columns.who,
    columns.line,
    columns.manager,
    columns.duration,
    columns.result,
  ];
  return (
    <Table highlightOnHover verticalSpacing="xs" aria-label={past.heading}>
      <Table.Thead>
        <Table.Tr>
          {heads.map((head) => (
            <Table.Th key={head} scope="col">
              {head}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {calls.map((call) => (
          <CallTableRow key={call.call_id} number={number} call={call} zone={zone} />
        ))}
      </Table.Tbody>
    </Table>
  );
}
