import { AppShell, Burger, Button, Center, Group, Loader, NavLink, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { Link, Navigate, Outlet, useLocation } from 'react-router';
import { hasEnded } from '../api/session-end.ts';
import { useLogOut, useSession } from '../api/session.ts';
import { useTexts } from '../texts/texts-context.ts';
import { Arrival } from './arrival.ts';
import { Choices } from './choices.tsx';
import { MadePasswordNotice } from './made-password-notice.tsx';
import { Trouble } from './trouble.tsx';

/** What stands around every page of who is logged in; others are sent to the login. */
export function Shell() {
  const session = useSession();
  const texts = useTexts();
  const queries = useQueryClient();
  const { pathname, search } = useLocation();
  if (session.isPending)
    return (
      <Center mih="100vh">
        <Loader aria-label={texts.loading} />
      </Center>
    );
  if (session.isError) return <Trouble error={session.error} onAgain={session.refetch} />;
  if (!session.data)
    return <Navigate to="/login" state={{ from: pathname + search, isEnded: hasEnded(queries) }} replace />;
  return <Frame user={session.data} />;
}

type User = NonNullable<ReturnType<typeof useSession>['data']>;

function Frame({ user }: { readonly user: User }) {
  const texts = useTexts();
  const [isOpen, menu] = useDisclosure();
  const arrived = useRef<string | null>(null);
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 240, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding="md"
    >
      <button type="button" className="skip" onClick={() => document.getElementById('content')?.focus()}>
        {texts.skip}
      </button>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={isOpen}
              onClick={menu.toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={texts.menu}
              aria-expanded={isOpen}
            />
            <Text fw={700} truncate>
              {texts.title}
            </Text>
          </Group>
          <Choices />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label={texts.navigation}>
        <Stack justify="space-between" h="100%">
          <Sections user={user} onGo={menu.close} />
          <Own user={user} />
        </Stack>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        {user.password_until !== null && <MadePasswordNotice until={user.password_until} />}
        <Arrival value={arrived}>
          <Outlet />
        </Arrival>
      </AppShell.Main>
    </AppShell>
  );
}

function Sections({ user, onGo }: { readonly user: User; readonly onGo: () => void }) {
  const texts = useTexts();
  const { pathname } = useLocation();
  const ofOwners = [
    { to: '/health', label: texts.health.installationHeading },
    { to: '/users', label: texts.users.heading },
    { to: '/audit', label: texts.audit.heading },
  ];
  const sections = [
    { to: '/enterprises', label: texts.enterprises.heading },
    ...(user.role === 'owner' ? ofOwners : []),
    { to: '/account', label: texts.account.heading },
  ];
  return (
    <Stack gap={4}>
      {sections.map(({ to, label }) => (
        <NavLink
          key={to}
          component={Link}
          to={to}
          label={label}
          active={pathname.startsWith(to)}
          aria-current={pathname.startsWith(to) ? 'page' : undefined}
          onClick={onGo}
        />
      ))}
    </Stack>
  );
}

function Own({ user }: { readonly user: User }) {
  const texts = useTexts();
  const logOut = useLogOut();
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600} truncate>
        {user.name}
      </Text>
      <Text size="xs" c="dimmed" truncate>
        {texts.roles[user.role]} · {user.email}
      </Text>
      <Button variant="default" size="xs" loading={logOut.isPending} onClick={() => logOut.mutate()}>
        {texts.logOut}
      </Button>
    </Stack>
  );
}
