import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { AskError } from '../../api/ask.ts';
import { Trouble } from '../../layout/trouble.tsx';
import { useTexts } from '../../texts/texts-context.ts';

interface Props<Answer> {
  readonly hint: string;
  readonly submit: string;
  /** What the password is needed for. */
  readonly asking: UseMutationResult<Answer, Error, string>;
  readonly onDone: (answer: Answer) => void;
  readonly onCancel: () => void;
}

/** Who changes how he logs in shows once more that it is he. */
export function AskPassword<Answer>({ hint, submit, asking, onDone, onCancel }: Props<Answer>) {
  const { secondFactor, login, cancel } = useTexts();
  const [password, setPassword] = useState('');
  const [isTold, setTold] = useState(false);
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setTold(true);
    if (password !== '') asking.mutate(password, { onSuccess: onDone });
  };
  const isWrong = asking.error instanceof AskError && asking.error.status === 422;
  const missing = isTold && password === '' && login.empty;
  return (
    <form onSubmit={send} noValidate>
      <Stack>
        <Text size="sm">{hint}</Text>
        {asking.isError && !isWrong && <Trouble error={asking.error} />}
        <PasswordInput
          label={secondFactor.ownPassword}
          autoComplete="current-password"
          autoFocus
          value={password}
          error={isWrong ? secondFactor.wrongPassword : missing}
          onChange={(event) => {
            asking.reset();
            setPassword(event.currentTarget.value);
          }}
        />
        <Group gap="xs">
          <Button type="submit" loading={asking.isPending}>
            {submit}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
