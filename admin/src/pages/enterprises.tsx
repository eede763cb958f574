import { Button, Center, Group, Loader, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { useEnterprises, type Glance } from '../api/enterprises.ts';
import { useSession } from '../api/session.ts';
import { PageTitle } from '../layout/page-title.tsx';
import { StandstillNotice } from '../layout/standstill.tsx';
import { Trouble } from '../layout/trouble.tsx';
import { useTexts } from '../texts/texts-context.ts';
import { EnterpriseCard } from './enterprises/enterprise-card.tsx';
import { standingOf } from './enterprises/standing.ts';

export function EnterprisesPage() {
  const texts = useTexts();
  const all = useEnterprises();
  const { data: user } = useSession();
  return (
    <Stack maw={960}>
      <Group justify="space-between">
        <PageTitle>{texts.enterprises.heading}</PageTitle>
        {user?.role === 'owner' && (
          <Button component={Link} to="/enterprises/new" size="sm">
            {texts.enterprises.add}
          </Button>
        )}
      </Group>
      <StandstillNotice />
      {all.isError && <Trouble error={all.error} onAgain={all.refetch} />}
      {all.isPending && (
        <Center p="xl">
          <Loader aria-label={texts.loading} />
        </Center>
      )}
      {all.data?.length === 0 && <NoEnterprises mayBeOthers={user?.enterprises !== null} />}
      {all.data && all.data.length > 0 && <EnterprisesList all={all.data} />}
    </Stack>
  );
}

/** There are none, or none that are his who asks. */
function NoEnterprises({ mayBeOthers }: { readonly mayBeOthers: boolean }) {
  const { enterprises: texts } = useTexts();
  return (
    <Stack gap={4} py="xl" align="center">
      <Text fw={600}>{mayBeOthers ? texts.noneOfYours : texts.none}</Text>
      <Text c="dimmed" size="sm" ta="center">
        {mayBeOthers ? texts.noneOfYoursHint : texts.noneHint}
      </Text>
    </Stack>
  );
}

function EnterprisesList({ all }: { readonly all: readonly Glance[] }) {
  const { enterprises: texts } = useTexts();
  const [wanted, setWanted] = useState('');
  const shown = all.filter((each) => isFound(each, wanted));
  const failing = all.filter((each) => standingOf(each).needsAttention).length;
  return (
    <>
      <Group justify="space-between">
        <TextInput
          aria-label={texts.find}
          placeholder={texts.find}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
          flex="1 1 240px"
          maw={420}
        />
        <Text size="sm" c="dimmed">
          {texts.all(all.length)}
          {failing > 0 && ` · ${texts.failing(failing)}`}
        </Text>
      </Group>
      {shown.length === 0 && <Text c="dimmed">{texts.notFound}</Text>}
      <Stack component="ul" gap="sm" m={0} p={0} className="bare-list">
        {shown.map((each) => (
          <EnterpriseCard key={each.number} enterprise={each} />
        ))}
      </Stack>
    </>
  );
}

function isFound({ number, name }: Glance, wanted: string): boolean {
  return `${number} ${name}`.toLowerCase().includes(wanted.trim().toLowerCase());
}
