import { Button, Center, Loader, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useState, type ChangeEvent, type SyntheticEvent } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { AskError } from '../api/ask.ts';
import { useBecomeOwner, useWelcome } from '../api/session.ts';
import { Outside } from '../layout/outside.tsx';
import { Trouble } from '../layout/trouble.tsx';
import { useTexts } from '../texts/texts-context.ts';
import { PASSWORD_MIN, passwordProblem } from './account/password-problem.ts';

/** Where the first owner's link leads. */
export function WelcomePage() {
  const { token = '' } = useParams();
  const { welcome, loading } = useTexts();
  const link = useWelcome(token);
  if (link.data === false) return <Ended />;
  return (
    <Outside heading={welcome.heading} lead={welcome.lead}>
      {link.isPending && (
        <Center>
          <Loader aria-label={loading} />
        </Center>
      )}
      {link.isError && <Trouble error={link.error} onAgain={link.refetch} />}
      {link.data && <WelcomeForm token={token} />}
    </Outside>
  );
}

function Ended() {
  const { welcome, login } = useTexts();
  return (
    <Outside heading={welcome.ended} lead={login.lead}>
      <Stack>
        <Text size="sm">{welcome.endedHint}</Text>
        <Button component={Link} to="/login" variant="default">
          {welcome.toLogin}
        </Button>
      </Stack>
    </Outside>
  );
}

const EMPTY = { name: '', email: '', password: '' };

function WelcomeForm({ token }: { readonly token: string }) {
  const texts = useTexts();
  const { welcome, login, account } = texts;
  const become = useBecomeOwner();
  const navigate = useNavigate();
  const [fields, setFields] = useState(EMPTY);
  const [isTold, setTold] = useState(false);
  const { name, email, password } = fields;
  const change =
    (field: keyof typeof EMPTY) =>
    ({ currentTarget: { value } }: ChangeEvent<HTMLInputElement>) => {
      become.reset();
      setFields((before) => ({ ...before, [field]: value }));
    };
  const status = become.error instanceof AskError ? become.error.status : undefined;
  const refused = (field: string) =>
    become.error instanceof AskError && become.error.errors.some((one) => one.field === field);
  const isAddress = /^[^\s@]+@[^\s@]+$/.test(email.trim());
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTold(true);
    if (name.trim() === '' || !isAddress || password.length < PASSWORD_MIN) return;
    const wanted = { token, name: name.trim(), email: email.trim(), password };
    become.mutate(wanted, { onSuccess: () => void navigate('/enterprises', { replace: true }) });
  };
  const isAtField = status === 409 || status === 422;
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {become.isError && !isAtField && <Trouble error={status === 404 ? welcome.ended : become.error} />}
        <TextInput
          label={welcome.name}
          autoComplete="name"
          autoFocus
          value={name}
          error={isTold && name.trim() === '' && login.empty}
          onChange={change('name')}
        />
        <TextInput
          label={welcome.email}
          description={welcome.emailHint}
          type="email"
          autoComplete="username"
          value={email}
          error={status === 409 ? welcome.taken : isTold && (!isAddress || refused('email')) && welcome.wrongEmail}
          onChange={change('email')}
        />
        <PasswordInput
          label={welcome.password}
          description={account.wantedHint}
          autoComplete="new-password"
          value={password}
          error={isTold && passwordProblem(password, refused('password'), texts)}
          onChange={change('password')}
        />
        <Button type="submit" loading={become.isPending} fullWidth>
          {welcome.submit}
        </Button>
      </Stack>
    </form>
  );
}
