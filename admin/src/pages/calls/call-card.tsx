import { Card, Group, Text } from '@mantine/core';
import type { CallRow } from '../../api/calls.ts';
import { durationTold } from '../../texts/duration-told.ts';
import { useLanguage } from '../../texts/texts-context.ts';
import { timeIn } from '../../texts/time-in.ts';
import { CallLink } from './call-link.tsx';
import { DirectionTold } from './direction.tsx';
import { FailedBadge } from './failed-badge.tsx';
import { managerTold } from './manager-told.ts';
import { ResultBadge } from './result-badge.tsx';

/** One past call where there is no room for a table. */
export function CallCard({
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
    <Card component="li" withBorder padding="sm" className="covered">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <CallLink number={number} call={call} />
        <ResultBadge call={call} />
      </Group>
      <Group gap="md" mt={4}>
        <DirectionTold call={call} />
        <Text size="sm" className="long-word">
          {managerTold(call, texts.calls)}
        </Text>
        <FailedBadge count={call.failed_steps} />
      </Group>
      <Text size="xs" c="dimmed" mt={4} className="long-word">
        {[
          `${date}, ${time}`,
          call.answered && call.duration_s !== null && durationTold(call.duration_s, texts),
          call.line,
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </Card>
  );
}
