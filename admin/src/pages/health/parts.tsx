import { Badge, Group, Stack, Text, Title } from '@mantine/core';
import type { InstallationHealth } from '../../api/health.ts';
import { useMoment } from '../../texts/zone-context.ts';
import { useTexts } from '../../texts/texts-context.ts';

/** Database, Temporal and our processes: which are up. */
export function Parts({ health: { version, dependencies, processes } }: { readonly health: InstallationHealth }) {
  const texts = useTexts();
  const moment = useMoment();
  const { whole } = texts.health;
  const away = (since: string) => whole.away(moment(since));
  const needed = (['database', 'temporal'] as const).map((name) => {
    const standing = dependencies[name];
    const isUp = standing.state === 'ok';
    return { name: whole.dependencies[name], isUp, told: isUp ? whole.answers : away(standing.since) };
  });
  const ours = processes.map(({ role, count, heard_at: at }) => {
    const gone = at === null ? whole.neverHeard : whole.lastHeard(moment(at));
    return { name: whole.roles[role], isUp: count > 0, told: count > 0 ? whole.running(count) : gone };
  });
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Title order={2} size="h4">
          {whole.parts}
        </Title>
        <Text size="xs" c="dimmed">
          {whole.version(version)}
        </Text>
      </Group>
      <Group component="ul" gap="xs" m={0} p={0} className="bare-list">
        {[...needed, ...ours].map(({ name, isUp, told }) => (
          <li key={name}>
            <Badge color={isUp ? 'green' : 'red'} variant="light" tt="none" size="lg">
              {name}: {told}
            </Badge>
          </li>
        ))}
      </Group>
    </Stack>
  );
}
