import { Anchor, Badge, Card, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { isTelegramAlarm } from '../../../../domain/alarms.ts';
import { NameTold } from '../../layout/name-told.tsx';
import type { Glance } from '../../api/enterprises.ts';
import { useSession } from '../../api/session.ts';
import { momentOf } from '../../texts/moment-of.ts';
import { useLanguage } from '../../texts/texts-context.ts';
import { placesFor } from '../enterprise/places.ts';
import { standingOf } from './standing.ts';

export function EnterpriseCard({ enterprise }: { readonly enterprise: Glance }) {
  const { language, texts } = useLanguage();
  const { number, name, connection, alarms, open_calls: calls } = enterprise;
  const { state, color } = standingOf(enterprise);
  // An alarm says of the same trouble what goes on meanwhile.
  const told = ({ kind, message }: Glance['alarms'][number]) => texts.alarms[kind] ?? message;
  const ofUon = alarms.filter(({ kind }) => !isTelegramAlarm(kind)).map(told);
  const ofTelegram = alarms.filter(({ kind }) => isTelegramAlarm(kind)).map(told);
  const problems = ofUon.length === 0 && connection.problem !== null ? [connection.problem] : ofUon;
  const webhooks = Object.keys(connection.webhooks).length;
  return (
    <Card component="li" withBorder padding="md">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Group gap="sm" wrap="nowrap" align="flex-start" flex="1 1 220px">
          <Text ff="monospace" fw={700}>
            {number}
          </Text>
          <Stack gap={2} miw={0}>
            <Name number={number} name={name} />
            <Text size="sm" c="dimmed">
              {texts.enterprises.calls}: {calls}
            </Text>
          </Stack>
        </Group>
        <Stack gap={2} className="standing">
          <Badge color={color} variant="light" tt="none" size="lg">
            {texts.enterprises.state}: {texts.enterprises.states[state]}
          </Badge>
          {ofTelegram.length > 0 && (
            <Badge color="red" variant="light" tt="none" size="lg">
              {texts.places.names.telegram}: {texts.enterprises.states.alarm}
            </Badge>
          )}
          <Text size="xs" c="dimmed">
            {connection.since !== null && `${texts.enterprises.since} ${momentOf(connection.since, language)}`}
            {webhooks > 0 && ` · ${texts.enterprises.webhooks(webhooks)}`}
          </Text>
        </Stack>
      </Group>
      {[...problems, ...ofTelegram].map((problem) => (
        <Text key={problem} size="sm" mt="xs" className="problem">
          {problem}
        </Text>
      ))}
    </Card>
  );
}

/** Leads to the enterprise's first place. */
function Name({ number, name }: Pick<Glance, 'number' | 'name'>) {
  const { data: user } = useSession();
  const [first] = placesFor(user?.role);
  if (!first)
    return (
      <Text fw={600}>
        <NameTold>{name}</NameTold>
      </Text>
    );
  return (
    <Anchor component={Link} to={`/enterprises/${number}/${first.path}`} fw={600} c="inherit" underline="always">
      <NameTold>{name}</NameTold>
    </Anchor>
  );
}
