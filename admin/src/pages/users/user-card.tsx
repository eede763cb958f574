import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { AskError } from '../../api/ask.ts';
import { useDropUserSecondFactor, useRemoveUser, useResetPassword, type User } from '../../api/users.ts';
import { Trouble } from '../../layout/trouble.tsx';
import { useTexts } from '../../texts/texts-context.ts';
import type { MadePassword } from './made-password.ts';
import { ofEnterprises } from './of-enterprises.ts';

interface Props {
  readonly user: User;
  readonly isSelf: boolean;
  readonly onMade: (made: MadePassword) => void;
}

/** New password, no second factor any more, no user any more. */
type Deed = 'reset' | 'drop' | 'remove';

/** A user, with what an owner may do to him; each is asked once more. */
export function UserCard({ user, isSelf, onMade }: Props) {
  const texts = useTexts();
  const { users, roles, cancel } = texts;
  const [asked, setAsked] = useState<Deed | null>(null);
  const reset = useResetPassword();
  const remove = useRemoveUser();
  const drop = useDropUserSecondFactor();
  const failed = reset.error ?? remove.error ?? drop.error;
  const isLastOwner = failed instanceof AskError && failed.status === 409;
  const words = {
    reset: { deed: users.reset, question: users.confirmReset },
    drop: { deed: users.dropSecondFactor, question: users.confirmDropSecondFactor },
    remove: { deed: users.remove, question: users.confirmRemove },
  };
  const confirm = () => {
    setAsked(null);
    if (asked === 'remove') remove.mutate(user);
    else if (asked === 'drop') drop.mutate(user);
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
            {roles[user.role]} · {ofEnterprises(user, texts)}
            {user.second_factor && ` · ${users.secondFactor}`}
          </Text>
        </Stack>
        {asked === null && !isSelf && (
          <Group gap="xs">
            <Button variant="default" size="xs" loading={reset.isPending} onClick={() => setAsked('reset')}>
              {users.reset}
            </Button>
            {user.second_factor && (
              <Button variant="default" size="xs" loading={drop.isPending} onClick={() => setAsked('drop')}>
                {users.dropSecondFactor}
              </Button>
            )}
            <Button variant="default" size="xs" loading={remove.isPending} onClick={() => setAsked('remove')}>
              {users.remove}
            </Button>
          </Group>
        )}
      </Group>
      {asked !== null && (
        <Stack gap="xs" mt="sm" role="alert">
          <Text size="sm">{words[asked].question(user.email)}</Text>
          <Group gap="xs">
            <Button size="xs" color={asked === 'remove' ? 'red' : 'indigo'} onClick={confirm}>
              {words[asked].deed}
            </Button>
            <Button size="xs" variant="default" autoFocus onClick={() => setAsked(null)}>
              {cancel}
            </Button>
          </Group>
        </Stack>
      )}
      {failed && <Trouble error={isLastOwner ? users.lastOwner : failed} />}
    </Card>
  );
}
