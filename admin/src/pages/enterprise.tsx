import { Group, Stack, Tabs, Text } from '@mantine/core';
import { Link, Navigate, Outlet, useLocation, useNavigate, useParams } from 'react-router';
import { useSession } from '../api/session.ts';
import { useEnterprises } from '../api/enterprises.ts';
import { PageTitle } from '../layout/page-title.tsx';
import { StandstillNotice } from '../layout/standstill.tsx';
import { useTexts } from '../texts/texts-context.ts';
import { ZoneContext } from '../texts/zone-context.ts';
import { NoEnterprise } from './enterprise/no-enterprise.tsx';
import { FIRST_PLACE, placesFor } from './enterprise/places.ts';

/** What stands around every page of one enterprise: its name, and its places as tabs. */
export function EnterprisePage() {
  const { number = '' } = useParams();
  const { enterprises, places } = useTexts();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const all = useEnterprises();
  const enterprise = all.data?.find((each) => each.number === number);
  const { data: user } = useSession();
  if (all.data && !enterprise) return <NoEnterprise number={number} />;
  const shown = placesFor(user?.role);
  const [, , , here = '', inner = ''] = pathname.split('/');
  if (here === '') return <Navigate to={`/enterprises/${number}/${FIRST_PLACE}`} replace />;
  return (
    <Stack>
      <Stack gap={2}>
        <Text component={Link} to="/enterprises" size="sm" c="dimmed">
          ← {enterprises.heading}
        </Text>
        <Group gap="sm">
          <PageTitle isForUs={inner === ''}>{`${number} ${enterprise?.name ?? ''}`.trim()}</PageTitle>
        </Group>
      </Stack>
      {here !== 'health' && <StandstillNotice />}
      <Tabs
        value={here}
        onChange={(value) => value !== null && void navigate(`/enterprises/${number}/${value}`)}
        keepMounted={false}
        activateTabWithKeyboard={false}
      >
        <Tabs.List aria-label={places.heading}>
          {shown.map(({ path }) => (
            <Tabs.Tab key={path} value={path}>
              {places.names[path]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={here} pt="md">
          <ZoneContext value={enterprise?.timezone}>
            <Outlet />
          </ZoneContext>
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
