import { Button, Card, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { useNavigate } from 'react-router';
import { AskError } from '../../../api/ask.ts';
import { useRemoveEnterprise } from '../../../api/enterprise.ts';
import { Trouble } from '../../../layout/trouble.tsx';
import { useTexts } from '../../../texts/texts-context.ts';

interface Props {
  readonly number: string;
  readonly etag: string;
  readonly onConflict: () => void;
}

/** Removes the enterprise, for who types its number. */
export function RemoveCard({ number, etag, onConflict }: Props) {
  const { remove: texts } = useTexts().pbx;
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const remove = useRemoveEnterprise(number);
  const isConflict = remove.error instanceof AskError && remove.error.status === 412;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (typed.trim() !== number) return;
    remove.mutate(etag, {
      onSuccess: () => void navigate('/enterprises'),
      onError: (error) => error instanceof AskError && error.status === 412 && onConflict(),
    });
  };
  return (
    <Card withBorder padding="lg">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Title order={2} size="h4">
            {texts.heading}
          </Title>
          <Text size="sm" c="dimmed">
            {texts.hint}
          </Text>
          {remove.isError && !isConflict && <Trouble error={remove.error} />}
          <TextInput
            label={texts.confirm(number)}
            value={typed}
            autoComplete="off"
            maw={420}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Group>
            <Button
              type="submit"
              color="red"
              variant="light"
              disabled={typed.trim() !== number}
              loading={remove.isPending}
            >
              {texts.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
