import { Badge, Card, Group, Stack, Text } from '@mantine/core';
import { NameTold } from '../../layout/name-told.tsx';
import type { CustomerCard } from '../../api/customers.ts';
import { useMoment } from '../../texts/zone-context.ts';
import { useTexts } from '../../texts/texts-context.ts';
import { ClientLink } from './hints.tsx';

/** A client as U-ON last described it. */
export function ClientTold({ client }: { readonly client: CustomerCard['clients'][number] }) {
  const texts = useTexts();
  const moment = useMoment();
  const { customers } = texts;
  const { name, company, manager, phones } = client;
  return (
    <Card withBorder padding="md">
      <Group justify="space-between" align="flex-start">
        <Stack gap={2} miw={0}>
          <Text fw={600}>
            <NameTold>{[company, name].filter(Boolean).join(' · ') || customers.nameless}</NameTold>
          </Text>
          <Text size="sm" c="dimmed">
            {customers.kinds[client.kind]} · {customers.manager}: {manager?.name ?? manager?.id ?? customers.noManager}
          </Text>
          <Text size="sm" c="dimmed">
            {customers.phonesOfUon}: {phones.map((digits) => `+${digits}`).join(', ') || '-'}
          </Text>
          <Text size="xs" c="dimmed">
            {customers.fetched} {moment(client.fetched_at)}
          </Text>
        </Stack>
        <Group gap="xs">
          {!client.active && (
            <Badge color="gray" variant="light" tt="none">
              {customers.inactive}
            </Badge>
          )}
          {client.deleted && (
            <Badge color="red" variant="light" tt="none">
              {customers.deleted}
            </Badge>
          )}
          <ClientLink id={client.id} link={client.link} />
        </Group>
      </Group>
    </Card>
  );
}
