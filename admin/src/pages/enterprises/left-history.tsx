import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useTexts } from '../../texts/texts-context.ts';

interface Props {
  readonly isPending: boolean;
  readonly onKeep: () => void;
}

/** The number of a new enterprise has calls and customers of another: whoever adds it says that they are to be its own. */
export function LeftHistory({ isPending, onKeep }: Props) {
  const { history } = useTexts().pbx.add;
  return (
    <Alert color="yellow" variant="light" role="alert" title={history.heading}>
      <Stack gap="sm">
        <Text size="sm">{history.hint}</Text>
        <Group>
          <Button size="xs" variant="default" loading={isPending} onClick={onKeep}>
            {history.keep}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
