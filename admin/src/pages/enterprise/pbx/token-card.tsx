import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { AskError } from '../../../api/ask.ts';
import { useReplaceToken } from '../../../api/enterprise.ts';
import { Trouble } from '../../../layout/trouble.tsx';
import { useTexts } from '../../../texts/texts-context.ts';
import { MadeToken } from './made-token.tsx';

interface Props {
  readonly number: string;
  readonly etag: string;
  /** One that was just made in the place of another. */
  readonly token: string | null;
  readonly onMade: (token: string, etag: string) => void;
  /** Somebody else changed the enterprise: nothing was made. */
  readonly onConflict: () => void;
  readonly mayChange: boolean;
}

/** The PBX's token: never shown, but right after it was made. */
export function TokenCard({ number, etag, token, onMade, onConflict, mayChange }: Props) {
  const { pbx, cancel } = useTexts();
  const [isAsked, setAsked] = useState(false);
  const replace = useReplaceToken(number);
  const isConflict = replace.error instanceof AskError && replace.error.status === 412;
  const confirm = () => {
    setAsked(false);
    replace.mutate(etag, {
      onSuccess: (made) => onMade(made.value.token, made.etag),
      onError: (error) => error instanceof AskError && error.status === 412 && onConflict(),
    });
  };
  return (
    <Card withBorder padding="lg">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {pbx.token.heading}
        </Title>
        <Text size="sm" c="dimmed">
          {pbx.token.hint}
        </Text>
        {token !== null && <MadeToken key={token} token={token} isReplaced />}
        {replace.isError && !isConflict && <Trouble error={replace.error} />}
        {mayChange && !isAsked && (
          <Group>
            <Text ff="monospace" aria-hidden>
              ••••••••
            </Text>
            <Button variant="default" loading={replace.isPending} onClick={() => setAsked(true)}>
              {pbx.token.replace}
            </Button>
          </Group>
        )}
        {isAsked && (
          <Stack gap="xs" role="alert">
            <Text size="sm">{pbx.token.confirm}</Text>
            <Group gap="xs">
              <Button onClick={confirm}>{pbx.token.replace}</Button>
              <Button variant="default" autoFocus onClick={() => setAsked(false)}>
                {cancel}
              </Button>
            </Group>
          </Stack>
        )}
      </Stack>
    </Card>
  );
}
