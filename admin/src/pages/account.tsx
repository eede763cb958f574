import { Card, Stack, Text } from '@mantine/core';
import { useSession } from '../api/session.ts';
import { PageTitle } from '../layout/page-title.tsx';
import { useTexts } from '../texts/texts-context.ts';
import { OwnPasswordForm } from './account/own-password-form.tsx';
import { OwnSessions } from './account/own-sessions.tsx';
import { SecondFactor } from './account/second-factor.tsx';
import { ofEnterprises } from './users/of-enterprises.ts';

export function AccountPage() {
  const texts = useTexts();
  const { data: user } = useSession();
  if (!user) return null;
  return (
    <Stack maw={560}>
      <PageTitle>{texts.account.heading}</PageTitle>
      <Text>
        {user.name} · {texts.roles[user.role]} · {ofEnterprises(user, texts)}
      </Text>
      <Card withBorder padding="lg">
        <OwnPasswordForm />
      </Card>
      <Card withBorder padding="lg">
        <SecondFactor isOn={user.second_factor} />
      </Card>
      <Card withBorder padding="lg">
        <OwnSessions />
      </Card>
    </Stack>
  );
}
