import { Button, Card, NativeSelect, Stack, TextInput, Title } from '@mantine/core';
import { useState, type ChangeEvent, type SyntheticEvent } from 'react';
import { AskError } from '../../api/ask.ts';
import { useAddUser } from '../../api/users.ts';
import { Trouble } from '../../layout/trouble.tsx';
import { useTexts } from '../../texts/texts-context.ts';
import type { MadePassword } from './made-password.ts';
import { accessOf, isRole, type UserFields } from './access-of.ts';

const EMPTY: UserFields = { email: '', name: '', role: 'administrator', enterprises: '' };

export function AddUserForm({ onMade }: { readonly onMade: (made: MadePassword) => void }) {
  const { users, roles, login } = useTexts();
  const add = useAddUser();
  const [fields, setFields] = useState(EMPTY);
  const [isTold, setTold] = useState(false);
  const { email, name, role, enterprises } = fields;
  const access = accessOf(fields);
  const change =
    (field: keyof UserFields) =>
    ({ currentTarget: { value } }: ChangeEvent<HTMLInputElement>) =>
      setFields((before) => ({ ...before, [field]: value }));
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTold(true);
    if (email.trim() === '' || name.trim() === '' || !access) return;
    add.mutate(
      { email: email.trim(), name: name.trim(), access },
      {
        onSuccess: ({ user, password }) => {
          onMade({ email: user.email, password });
          setFields(EMPTY);
          setTold(false);
        },
      },
    );
  };
  const missing = (value: string) => (isTold && value.trim() === '' ? login.empty : null);
  const status = add.error instanceof AskError ? add.error.status : undefined;
  const known = { 409: users.taken, 422: users.wrong }[status ?? 0];
  return (
    <Card withBorder padding="lg">
      <form onSubmit={submit} noValidate>
        <Stack>
          <Title order={2} size="h4">
            {users.add}
          </Title>
          {add.isError && <Trouble error={known ?? add.error} />}
          <TextInput
            label={users.email}
            type="email"
            autoComplete="off"
            value={email}
            error={missing(email)}
            onChange={change('email')}
          />
          <TextInput
            label={users.name}
            autoComplete="off"
            value={name}
            error={missing(name)}
            onChange={change('name')}
          />
          <NativeSelect
            label={users.role}
            value={role}
            data={Object.entries(roles).map(([value, label]) => ({ value, label }))}
            onChange={({ currentTarget: { value } }) =>
              isRole(value) && setFields((before) => ({ ...before, role: value }))
            }
          />
          {role !== 'owner' && (
            <TextInput
              label={users.enterprises}
              description={role === 'reader' ? users.ofAllHint : users.enterprisesHint}
              value={enterprises}
              error={isTold && !access && login.empty}
              onChange={change('enterprises')}
            />
          )}
          <Button type="submit" loading={add.isPending}>
            {users.submit}
          </Button>
        </Stack>
      </form>
    </Card>
  );
}
