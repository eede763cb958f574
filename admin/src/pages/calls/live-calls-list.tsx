import { Group, Loader, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { LiveCalls } from '../../api/live-change.ts';
import { useTexts } from '../../texts/texts-context.ts';
import { LiveCallCard } from './live-call-card.tsx';

/** Calls under way, and whether what one sees is of now. */
export function LiveCallsList({
  number,
  live: { state, calls },
}: {
  readonly number: string;
  readonly live: LiveCalls;
}) {
  const { calls: texts } = useTexts();
  return (
    <Stack component="section" gap="sm" aria-labelledby="live-calls">
      <Group gap="sm">
        <Title order={2} size="h4" id="live-calls">
          {texts.live.heading}
          {calls.length > 0 && `: ${calls.length}`}
        </Title>
        <span className={state === 'live' ? 'pulse' : 'pulse pulse-away'} aria-hidden="true" />
        <Text size="sm" role="status" className={state === 'away' ? 'problem' : ''}>
          {state === 'away' && texts.live.away}
        </Text>
        {state === 'connecting' && <Loader size="xs" aria-label={texts.live.connecting} />}
      </Group>
      {calls.length === 0 && state === 'live' && (
        <Text size="sm" c="dimmed">
          {texts.live.none}
        </Text>
      )}
      {calls.length > 0 && (
        <SimpleGrid component="ul" cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm" m={0} p={0} className="bare-list">
          {calls.map((call) => (
            <LiveCallCard key={call.call_id} number={number} call={call} />
          ))}
        </SimpleGrid>
      )}
    </Stack>
  );
}
