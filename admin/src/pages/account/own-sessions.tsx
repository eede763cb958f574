import { Badge, Button, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { useEndOtherSessions, useEndSession, useOwnSessions, type OwnSession } from '../../api/own-account.ts';
import { Trouble } from '../../layout/trouble.tsx';
import { momentOf } from '../../texts/moment-of.ts';
import { useLanguage, useTexts } from '../../texts/texts-context.ts';

/** Where one is logged in, and how that ends. */
export function OwnSessions() {
  const { ownSessions, loading } = useTexts();
  const sessions = useOwnSessions();
  const endOthers = useEndOtherSessions();
  return (
    <Stack>
      <Title order={2} size="h4">
        {ownSessions.heading}
      </Title>
      <Text size="sm" c="dimmed">
        {ownSessions.lead}
      </Text>
      {sessions.isPending && <Loader aria-label={loading} />}
      {sessions.isError && <Trouble error={sessions.error} onAgain={sessions.refetch} />}
      <Stack component="ul" gap="sm" m={0} p={0} className="bare-list">
        {sessions.data?.map((session) => (
          <Session key={session.id} session={session} />
        ))}
      </Stack>
      {endOthers.isError && <Trouble error={endOthers.error} />}
      {sessions.data && sessions.data.length > 1 && (
        <Button variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate(undefined)}>
          {ownSessions.endOthers}
        </Button>
      )}
    </Stack>
  );
}

function Session({ session: { id, since, browser, is_this: isThis } }: { readonly session: OwnSession }) {
  const { language, texts } = useLanguage();
  const { ownSessions } = texts;
  const end = useEndSession();
  const [name, moment] = [browser || ownSessions.unknown, momentOf(since, language)];
  return (
    <li>
      <Group justify="space-between" gap="sm">
        <Stack gap={0}>
          <Text size="sm" fw={600}>
            {name}
          </Text>
          <Text size="xs" c="dimmed">
            {ownSessions.since(moment)}
          </Text>
        </Stack>
        {isThis ? (
          <Badge variant="light" tt="none">
            {ownSessions.isThis}
          </Badge>
        ) : (
          <Button
            variant="default"
            size="xs"
            loading={end.isPending}
            aria-label={ownSessions.endOf(name, moment)}
            onClick={() => end.mutate(id)}
          >
            {ownSessions.end}
          </Button>
        )}
      </Group>
      {end.isError && <Trouble error={end.error} />}
    </li>
  );
}
