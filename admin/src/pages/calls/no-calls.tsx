import { Button, Stack, Text } from '@mantine/core';
import { useTexts } from '../../texts/texts-context.ts';

/** Nothing to show: why, and what to do. */
export function NoCalls({ isFiltered, onReset }: { readonly isFiltered: boolean; readonly onReset: () => void }) {
  const {
    calls: { past, filters },
  } = useTexts();
  return (
    <Stack gap={4} py="xl" align="center">
      <Text fw={600} role="status">
        {isFiltered ? past.notFound : past.none}
      </Text>
      <Text c="dimmed" size="sm" ta="center">
        {isFiltered ? past.notFoundHint : past.noneHint}
      </Text>
      {isFiltered && (
        <Button mt="xs" variant="default" onClick={onReset}>
          {filters.reset}
        </Button>
      )}
    </Stack>
  );
}
