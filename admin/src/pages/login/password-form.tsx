import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { AskError } from '../../api/ask.ts';
import { useLogIn } from '../../api/session.ts';
import { Trouble } from '../../layout/trouble.tsx';
import { useTexts } from '../../texts/texts-context.ts';

interface Props {
  /** Why one begins anew. */
  readonly notice: string | null;
  /** The password is right, and a code is asked for. */
  readonly onHalf: () => void;
}

export function PasswordForm({ notice, onHalf }: Props) {
  const { login } = useTexts();
  const logIn = useLogIn();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isTold, setTold] = useState(false);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTold(true);
    if (email.trim() === '' || password === '') return;
    const onSuccess = (answer: object) => {
      if ('second_factor' in answer) onHalf();
    };
    logIn.mutate({ email: email.trim(), password }, { onSuccess });
  };
  const isWrong = logIn.error instanceof AskError && logIn.error.status === 401;
  const missing = (value: string) => (isTold && value.trim() === '' ? login.empty : null);
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {logIn.isError && <Trouble error={isWrong ? login.wrong : logIn.error} />}
        {logIn.isIdle && notice !== null && <Trouble error={notice} />}
        <TextInput
          label={login.email}
          type="email"
          name="email"
          autoComplete="username"
          autoFocus
          value={email}
          error={missing(email)}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={login.password}
          name="password"
          autoComplete="current-password"
          value={password}
          error={missing(password)}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={logIn.isPending} fullWidth>
          {login.submit}
        </Button>
      </Stack>
    </form>
  );
}
