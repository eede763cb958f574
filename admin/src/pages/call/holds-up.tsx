import { Alert, Text } from '@mantine/core';
import { useEnterprises } from '../../api/enterprises.ts';
import { useTexts } from '../../texts/texts-context.ts';

/** Why steps under way may not get on, and what to do: the alarms that stand of the enterprise. */
export function HoldsUp({ number }: { readonly number: string }) {
  const { health } = useTexts();
  const { data: all = [] } = useEnterprises();
  const kinds = all.find((each) => each.number === number)?.alarms.map(({ kind }) => kind) ?? [];
  const told = Object.entries(health.alarms).filter(([kind]) => kinds.includes(kind));
  return told.map(([kind, { title, todo }]) => (
    <Alert key={kind} color="red" variant="light" title={title}>
      <Text size="sm">
        <b>{health.todo}</b> {todo}
      </Text>
    </Alert>
  ));
}
