import { Alert, Button, Card, PasswordInput, Stack, Text } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { AskError } from '../api/ask.ts';
import { useChangePassword, useSession } from '../api/session.ts';
import { PageTitle } from '../layout/page-title.tsx';
import { Trouble } from '../layout/trouble.tsx';
import { useTexts } from '../texts/texts-context.ts';

const PASSWORD_MIN = 12;

export function AccountPage() {
  const texts = useTexts();
  const { data: user } = useSession();
  return (
    <Stack maw={480}>
      <PageTitle>{texts.account.heading}</PageTitle>
      {user && (
        <Text>
          {user.name} · {texts.roles[user.role]} · {user.enterprises?.join(', ') ?? texts.users.ofAll}
        </Text>
      )}
      <Card withBorder padding="lg">
        <PasswordForm />
      </Card>
    </Stack>
  );
}

function PasswordForm() {
  const { account } = useTexts();
  const change = useChangePassword();
  const [current, setCurrent] = useState('');
  const [wanted, setWanted] = useState('');
  const [isTold, setTold] = useState(false);
  const isTooShort = wanted.length < PASSWORD_MIN;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTold(true);
    if (isTooShort || current === '') return;
    change.mutate(
      { current_password: current, new_password: wanted },
      {
        onSuccess: () => {
          setCurrent('');
          setWanted('');
          setTold(false);
        },
      },
    );
  };
  const isWrong = change.error instanceof AskError && change.error.status === 422;
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {change.isError && !isWrong && <Trouble error={change.error} />}
        {change.isSuccess && (
          <Alert color="green" variant="light" role="status">
            {account.done}
          </Alert>
        )}
        <PasswordInput
          label={account.current}
          autoComplete="current-password"
          value={current}
          error={isWrong && account.wrong}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <PasswordInput
          label={account.wanted}
          description={account.wantedHint}
          autoComplete="new-password"
          value={wanted}
          error={isTold && isTooShort && account.tooShort}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        <Button type="submit" loading={change.isPending}>
          {account.submit}
        </Button>
      </Stack>
    </form>
  );
}
