import { Group, Table, Text } from '@mantine/core';
import type { CallRow } from '../../api/calls.ts';
import { durationTold } from '../../texts/duration-told.ts';
import { useLanguage } from '../../texts/texts-context.ts';
import { timeIn } from '../../texts/time-in.ts';
import { CallLink } from './call-link.tsx';
import { DirectionTold } from './direction.tsx';
import { FailedBadge } from './failed-badge.tsx';
import { managerName } from './manager-told.ts';
import { ResultBadge } from './result-badge.tsx';

/** One past call as a line of the table. */
export function CallTableRow({
  number,
  call,
  zone,
}: {
  readonly number: string;
  readonly call: CallRow;
  readonly zone: string | undefined;
}) {
  const { language, texts } = useLanguage();
  const { date, time } = timeIn(call.opened_at, zone, language);
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm">{time}</Text>
        <Text size="xs" c="dimmed" className="one-line">
          {date}
        </Text>
      </Table.Td>
      <Table.Td>
        <DirectionTold call={call} />
      </Table.Td>
      <Table.Td>
        <CallLink number={number} call={call} />
      </Table.Td>
      <Table.Td className="long-word">{call.line}</Table.Td>
      <Table.Td>
        <Text size="sm" className="long-word">
          {call.manager && managerName(call.manager, texts.calls)}
        </Text>
        <Text size="xs" c="dimmed">
          {call.extension !== null && texts.calls.extension(call.extension)}
        </Text>
      </Table.Td>
      <Table.Td className="one-line">
        {call.answered && call.duration_s !== null && durationTold(call.duration_s, texts)}
      </Table.Td>
      <Table.Td>
        <Group gap={6}>
          <ResultBadge call={call} />
          <FailedBadge count={call.failed_steps} />
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
