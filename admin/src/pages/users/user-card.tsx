import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { AskError } from '../../api/ask.ts';
import { useRemoveUser, useResetPassword, type User } from '../../api/users.ts';
import { Trouble } from '../../layout/trouble.tsx';
import { useTexts } from '../../texts/texts-context.ts';
import type { MadePassword } from '../users.tsx';

interface Props {
  readonly user: User;
  readonly isSelf: boolean;
  readonly onMade: (made: MadePassword) => void;
}

/** A user, with what an owner may do to him; each is asked once more. */
export function UserCard({ user, isSelf, onMade }: Props) {
  const { users, roles, cancel } = useTexts();
  const [asked, setAsked] = useState<'reset' | 'remove' | null>(null);
  const reset = useResetPassword();
  const remove = useRemoveUser();
  const failed = reset.error ?? remove.error;
  const isLastOwner = failed instanceof AskError && failed.status === 409;
  const confirm = () => {
    setAsked(null);
    if (asked === 'remove') remove.mutate(user);
    else reset.mutate(user, { onSuccess: ({ password }) => onMade({ email: user.email, password }) });
  };
  return (
    <Card component="li" withBorder padding="md">
      <Group justify="space-between" gap="sm">
        <Stack gap={2} flex="1 1 220px">
          <Text fw={600}>
            {user.name}
            {isSelf && ` (${users.you})`}
          </Text>
          <Text size="sm" c="dimmed">
            {user.email}
          </Text>
          <Text size="sm">
            {roles[user.role]} · {user.enterprises?.join(', ') ?? users.ofAll}
          </Text>
        </Stack>
        {asked === null && !isSelf && (
          <Group gap="xs">
            <Button variant="default" size="xs" loading={reset.isPending} onClick={() => setAsked('reset')}>
              {users.reset}
            </Button>
            <Button variant="default" size="xs" loading={remove.isPending} onClick={() => setAsked('remove')}>
              {users.remove}
            </Button>
          </Group>
        )}
      </Group>
      {asked !== null && (
        <Stack gap="xs" mt="sm" role="alert">
          <Text size="sm">{asked === 'remove' ? users.confirmRemove(user.email) : users.confirmReset(user.email)}</Text>
          <Group gap="xs">
            <Button size="xs" color={asked === 'remove' ? 'red' : 'indigo'} autoFocus onClick={confirm}>
              {asked === 'remove' ? users.remove : users.reset}
            </Button>
            <Button size="xs" variant="default" onClick={() => setAsked(null)}>
              {cancel}
            </Button>
          </Group>
        </Stack>
      )}
      {failed && <Trouble error={isLastOwner ? users.lastOwner : failed} />}
    </Card>
  );
}
