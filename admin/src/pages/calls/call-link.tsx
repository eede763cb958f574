import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { CallRow } from '../../api/calls.ts';
import { NameTold } from '../../layout/name-told.tsx';
import { useTexts } from '../../texts/texts-context.ts';
import { callPhoneTold } from './who-told.ts';

/** Who it was: the name where it is known, the number below; leads to the call's page. */
export function CallLink({ number, call }: { readonly number: string; readonly call: CallRow }) {
  const { calls } = useTexts();
  const phone = callPhoneTold(call, calls);
  return (
    <Stack gap={0} miw={0}>
      <Anchor
        component={Link}
        to={`/enterprises/${number}/calls/${encodeURIComponent(call.call_id)}`}
        fw={600}
        size="sm"
        className="cover"
      >
        <NameTold>{call.name ?? phone}</NameTold>
      </Anchor>
      {call.name !== null && (
        <Text size="sm" c="dimmed">
          {phone}
        </Text>
      )}
    </Stack>
  );
}
