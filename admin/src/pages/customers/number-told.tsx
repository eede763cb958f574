import { Card, Group, Stack, Text } from '@mantine/core';
import { NameTold } from '../../layout/name-told.tsx';
import type { CustomerCard } from '../../api/customers.ts';
import { useMoment } from '../../texts/zone-context.ts';
import { useTexts } from '../../texts/texts-context.ts';
import { ClientLink } from './hints.tsx';

type Told = CustomerCard['numbers'][number];
const FIELDS = ['last_name', 'first_name', 'middle_name', 'company'] as const;

/** A number of the person: its names, each with who said so and when. */
export function NumberTold({ told }: { readonly told: Told }) {
  const texts = useTexts();
  return (
    <Card withBorder padding="md">
      <Group justify="space-between" mb="xs">
        <Text fw={600}>{told.phone}</Text>
        <Text size="sm" c="dimmed">
          {told.ids.length > 0 && texts.customers.ids(told.ids.join(', '))}
        </Text>
      </Group>
      <Stack gap={4}>{FIELDS.map((field) => told[field] && <Name key={field} field={field} told={told} />)}</Stack>
    </Card>
  );
}

function Name({ field, told }: { readonly field: (typeof FIELDS)[number]; readonly told: Told }) {
  const texts = useTexts();
  const moment = useMoment();
  const source = told.sources[field];
  const { customers } = texts;
  return (
    <Group gap="xs" align="baseline">
      <Text size="sm" c="dimmed" w={90}>
        {customers.fields[field]}
      </Text>
      <Text size="sm" fw={500}>
        <NameTold>{told[field] ?? ''}</NameTold>
      </Text>
      <Text size="xs" c="dimmed">
        {source === null ? customers.noSource : `${customers.told[source.told]}, ${moment(source.at)}`}
      </Text>
      {source !== null && <ClientLink id={source.client_id} link={source.link} />}
    </Group>
  );
}
