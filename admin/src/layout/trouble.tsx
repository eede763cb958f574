import { Alert, Button, Group, Text } from '@mantine/core';
import { useTexts } from '../texts/texts-context.ts';
import { told } from '../texts/told.ts';

/** What went wrong, read out at once; with a button where it can be tried again. */
export function Trouble({ error, onAgain }: { readonly error: unknown; readonly onAgain?: () => unknown }) {
  const texts = useTexts();
  return <Notice text={typeof error === 'string' ? error : told(error, texts)} {...(onAgain && { onAgain })} />;
}

function Notice({ text, onAgain }: { readonly text: string; readonly onAgain?: () => unknown }) {
  const texts = useTexts();
  return (
    <Alert color="red" variant="light" role="alert">
      <Group justify="space-between">
        <Text size="sm">{text}</Text>
        {onAgain && (
          <Button size="xs" variant="default" onClick={() => void onAgain()}>
            {texts.again}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
