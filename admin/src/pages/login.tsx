import { Box, Button, Card, Center, Group, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { Navigate, useLocation } from 'react-router';
import { AskError } from '../api/ask.ts';
import { useLogIn, useSession } from '../api/session.ts';
import { Choices } from '../layout/choices.tsx';
import { Trouble } from '../layout/trouble.tsx';
import { useTexts } from '../texts/texts-context.ts';

export function LoginPage() {
  const session = useSession();
  const texts = useTexts();
  const location: { state: unknown } = useLocation();
  if (session.data) return <Navigate to={cameFrom(location.state)} replace />;
  return (
    <Box component="main">
      <Group justify="flex-end" p="md">
        <Choices />
      </Group>
      <Center p="md">
        <Stack w="100%" maw={400} gap="lg">
          <Box>
            <Text fw={700} c="dimmed" size="sm">
              {texts.title}
            </Text>
            <Title order={1} size="h2">
              {texts.login.heading}
            </Title>
            <Text c="dimmed">{texts.login.lead}</Text>
          </Box>
          <Card withBorder padding="lg" shadow="sm">
            <LoginForm />
          </Card>
          <Text size="sm" c="dimmed">
            {texts.login.noPassword}
          </Text>
        </Stack>
      </Center>
    </Box>
  );
}

function LoginForm() {
  const { login } = useTexts();
  const logIn = useLogIn();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isTold, setTold] = useState(false);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTold(true);
    if (email.trim() !== '' && password !== '') logIn.mutate({ email: email.trim(), password });
  };
  const isWrong = logIn.error instanceof AskError && logIn.error.status === 401;
  const missing = (value: string) => (isTold && value.trim() === '' ? login.empty : null);
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {logIn.isError && <Trouble error={isWrong ? login.wrong : logIn.error} />}
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

/** Only a place of ours: the state is what this page put there. */
function cameFrom(state: unknown): string {
  const from = typeof state === 'object' && state !== null && 'from' in state ? state.from : undefined;
  return typeof from === 'string' && from.startsWith('/') ? from : '/enterprises';
}
