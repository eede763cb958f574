import { Card, Group, Stack, Text } from '@mantine/core';
import type { LiveCall } from '../../../../api/admin/calls/row.ts';
import { useTexts } from '../../texts/texts-context.ts';
import { CallLink } from './call-link.tsx';
import { DirectionTold } from './direction.tsx';
import { Elapsed } from './elapsed.tsx';
import { managerTold } from './manager-told.ts';
import { LastStep } from './last-step.tsx';
import { ResultBadge } from './result-badge.tsx';

/** One call under way: who, since when, with whom. */
export function LiveCallCard({ number, call }: { readonly number: string; readonly call: LiveCall }) {
  const { calls } = useTexts();
  return (
    <Card component="li" withBorder padding="sm" className="covered live-call">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <CallLink number={number} call={call} />
        <Stack gap={2} align="flex-end" className="whole">
          <ResultBadge call={call} />
          <Elapsed since={call.opened_at} />
        </Stack>
      </Group>
      <Group gap={6} mt={4}>
        <DirectionTold call={call} />
        {call.line !== null && (
          <Text size="sm" c="dimmed" className="long-word">
            · {call.line}
          </Text>
        )}
      </Group>
      <Text size="sm" className="long-word">
        {managerTold(call, calls)}
      </Text>
      {call.last_step !== null && <LastStep number={number} step={call.last_step} />}
    </Card>
  );
}
