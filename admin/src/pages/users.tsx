import { Alert, Code, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Navigate } from 'react-router';
import { useSession } from '../api/session.ts';
import { useUsers } from '../api/users.ts';
import { PageTitle } from '../layout/page-title.tsx';
import { Trouble } from '../layout/trouble.tsx';
import { useTexts } from '../texts/texts-context.ts';
import { AddUserForm } from './users/add-user-form.tsx';
import type { MadePassword } from './users/made-password.ts';
import { UserCard } from './users/user-card.tsx';

export function UsersPage() {
  const { data: self } = useSession();
  if (self?.role !== 'owner') return <Navigate to="/enterprises" replace />;
  return <Users ownId={self.id} />;
}

function Users({ ownId }: { readonly ownId: string }) {
  const texts = useTexts();
  const users = useUsers();
  const [made, setMade] = useState<MadePassword | null>(null);
  return (
    <Stack maw={720}>
      <PageTitle>{texts.users.heading}</PageTitle>
      {made && <Shown made={made} />}
      {users.isError && <Trouble error={users.error} onAgain={users.refetch} />}
      <Stack component="ul" gap="sm" m={0} p={0} className="bare-list">
        {users.data?.map((user) => (
          <UserCard key={user.id} user={user} isSelf={user.id === ownId} onMade={setMade} />
        ))}
      </Stack>
      <AddUserForm onMade={setMade} />
    </Stack>
  );
}

function Shown({ made: { email, password } }: { readonly made: MadePassword }) {
  const { users } = useTexts();
  return (
    <Alert color="green" variant="light" role="status">
      <Text fw={600} mb={4}>
        {users.password(email)}
      </Text>
      <Code fz="md">{password}</Code>
      <Text size="sm" mt="xs">
        {users.passwordHint}
      </Text>
    </Alert>
  );
}
