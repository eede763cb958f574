import { Anchor, Card, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Link } from 'react-router';
import { popupsMissed } from '../../../../domain/health/counts.ts';
import type { InstallationHealth } from '../../api/health.ts';
import { useTexts } from '../../texts/texts-context.ts';

type Enterprise = InstallationHealth['enterprises'][number];

/** Enterprises with alarms or errors, the worst first. */
export function WorstEnterprises({ enterprises }: Pick<InstallationHealth, 'enterprises'>) {
  const { whole } = useTexts().health;
  const isWide = useMediaQuery('(min-width: 48em)', undefined, { getInitialValueInEffect: false });
  const worst = enterprises.filter(isInTrouble);
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">
        {whole.enterprises}
      </Title>
      {worst.length === 0 && (
        <Text size="sm" c="dimmed">
          {whole.noErrors}
        </Text>
      )}
      {worst.length > 0 && (isWide ? <AsTable worst={worst} /> : <AsCards worst={worst} />)}
    </Stack>
  );
}

function isInTrouble({ alarms, errors, counts }: Enterprise): boolean {
  const { steps_failed: steps = 0, events_refused: refused = 0 } = counts;
  return alarms + errors + steps + refused + popupsMissed(counts) > 0;
}

function useColumns() {
  const { whole, number } = useTexts().health;
  const { alarms, errors, steps, popups, requests, calls } = whole.columns;
  return [
    { head: alarms, of: (each: Enterprise) => number(each.alarms) },
    { head: errors, of: (each: Enterprise) => number(each.errors) },
    { head: steps, of: (each: Enterprise) => number(each.counts.steps_failed ?? 0) },
    { head: popups, of: (each: Enterprise) => number(popupsMissed(each.counts)) },
    { head: requests, of: (each: Enterprise) => number(each.counts.uon_sent ?? 0) },
    { head: calls, of: (each: Enterprise) => number(each.counts.calls_begun ?? 0) },
  ];
}

function AsTable({ worst }: { readonly worst: readonly Enterprise[] }) {
  const { whole } = useTexts().health;
  const columns = useColumns();
  return (
    <Table verticalSpacing="xs" aria-label={whole.enterprises}>
      <Table.Thead>
        <Table.Tr>
          {[whole.columns.enterprise, ...columns.map(({ head }) => head)].map((head) => (
            <Table.Th key={head} scope="col">
              {head}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {worst.map((each) => (
          <Table.Tr key={each.number}>
            <Table.Td>
              <Name enterprise={each} />
            </Table.Td>
            {columns.map(({ head, of }) => (
              <Table.Td key={head}>{of(each)}</Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function AsCards({ worst }: { readonly worst: readonly Enterprise[] }) {
  const columns = useColumns();
  return (
    <Stack component="ul" gap="xs" m={0} p={0} className="bare-list">
      {worst.map((each) => (
        <Card key={each.number} component="li" withBorder padding="sm">
          <Name enterprise={each} />
          <Group gap="md">
            {columns.map(({ head, of }) => (
              <Text key={head} size="sm">
                {head}: {of(each)}
              </Text>
            ))}
          </Group>
        </Card>
      ))}
    </Stack>
  );
}

function Name({ enterprise: { number, name } }: { readonly enterprise: Enterprise }) {
  return (
    <Anchor component={Link} to={`/enterprises/${number}/health`} underline="always">
      {number} {name}
    </Anchor>
  );
}
