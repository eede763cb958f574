import { Alert, Anchor, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useStandstills, type Standstill } from '../api/enterprises.ts';
import { useSession } from '../api/session.ts';
import { momentOf } from '../texts/moment-of.ts';
import { useLanguage } from '../texts/texts-context.ts';

/** Says that nobody works on calls, and who mends it; nothing while all parts work. */
export function StandstillNotice() {
  const { texts } = useLanguage();
  const { data: all = [] } = useStandstills();
  const { data: user } = useSession();
  if (all.length === 0) return <div role="alert" />;
  // Requests to U-ON alone: calls go on.
  const { title, meanwhile } = all.every(({ kind }) => kind === 'no-worker-uon')
    ? texts.standstill.ofUon
    : texts.standstill.ofCalls;
  return (
    <div role="alert">
      <Alert color="red" variant="light" title={title}>
        <Stack gap={4}>
          <Text size="sm">{meanwhile}</Text>
          {user?.role === 'owner' ? <ForOwner all={all} /> : <Text size="sm">{texts.standstill.tellOwner}</Text>}
        </Stack>
      </Alert>
    </div>
  );
}

function ForOwner({ all }: { readonly all: readonly Standstill[] }) {
  const { language, texts } = useLanguage();
  return (
    <>
      {all.map(({ kind, since }) => (
        <Text key={kind} size="sm">
          <b>{texts.health.alarms[kind].title}</b>
          {since !== null && `, ${texts.health.since(momentOf(since, language))}`}. {texts.health.alarms[kind].todo}
        </Text>
      ))}
      <Anchor component={Link} to="/health" size="sm">
        {texts.health.installationHeading}
      </Anchor>
    </>
  );
}
