import { Alert, Button, PasswordInput, Stack, Title } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { AskError } from '../../api/ask.ts';
import { useChangePassword } from '../../api/session.ts';
import { Trouble } from '../../layout/trouble.tsx';
import { useTexts } from '../../texts/texts-context.ts';
import { PASSWORD_MIN, passwordProblem } from './password-problem.ts';

export function OwnPasswordForm() {
  const texts = useTexts();
  const { account } = texts;
  const change = useChangePassword();
  const [current, setCurrent] = useState('');
  const [wanted, setWanted] = useState('');
  const [isTold, setTold] = useState(false);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTold(true);
    if (wanted.length < PASSWORD_MIN || current === '') return;
    const onSuccess = () => {
      setCurrent('');
      setWanted('');
      setTold(false);
    };
    change.mutate({ current_password: current, new_password: wanted }, { onSuccess });
  };
  const { error } = change;
  const refused = (field: string) => error instanceof AskError && error.errors.some((one) => one.field === field);
  const isAtField = refused('current_password') || refused('new_password');
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Title order={2} size="h4">
          {account.submit}
        </Title>
        {change.isError && !isAtField && <Trouble error={error} />}
        {change.isSuccess && (
          <Alert color="green" variant="light" role="status">
            {account.done}
          </Alert>
        )}
        <PasswordInput
          label={account.current}
          autoComplete="current-password"
          value={current}
          error={refused('current_password') && account.wrong}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <PasswordInput
          label={account.wanted}
          description={account.wantedHint}
          autoComplete="new-password"
          value={wanted}
          error={isTold && passwordProblem(wanted, refused('new_password'), texts)}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        <Button type="submit" loading={change.isPending}>
          {account.submit}
        </Button>
      </Stack>
    </form>
  );
}
