import { Anchor, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useCalls } from '../../api/calls.ts';
import { Trouble } from '../../layout/trouble.tsx';
import { useTexts } from '../../texts/texts-context.ts';
import { CallCard } from '../calls/call-card.tsx';
import { queryOf } from '../calls/filters.ts';

const SHOWN = 5;

/** The last calls of a number, and a way to all of them. */
export function RecentCalls({ number, phone }: { readonly number: string; readonly phone: string }) {
  const { customers: texts } = useTexts();
  const calls = useCalls(number, { phone });
  const [page] = calls.data?.pages ?? [];
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text size="sm" fw={600}>
          {phone}
        </Text>
        {page && page.calls.length > 0 && (
          <Anchor component={Link} to={`/enterprises/${number}/calls?${queryOf({ phone })}`} size="sm">
            {texts.allCalls}
          </Anchor>
        )}
      </Group>
      {calls.isError && <Trouble error={calls.error} onAgain={calls.refetch} />}
      {page?.calls.length === 0 && (
        <Text size="sm" c="dimmed">
          {texts.noCalls}
        </Text>
      )}
      <Stack component="ul" gap="xs" m={0} p={0} className="bare-list">
        {page?.calls.slice(0, SHOWN).map((call) => (
          <CallCard key={call.call_id} number={number} call={call} zone={page.timezone} />
        ))}
      </Stack>
    </Stack>
  );
}
