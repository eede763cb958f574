import { Button, Group, Modal, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { useTexts } from '../texts/texts-context.ts';

/** Asks before a page with unsaved changes is left: for another place of ours, by «back», or by closing it. */
export function UnsavedGuard({ isDirty }: { readonly isDirty: boolean }) {
  const { settingsForm } = useTexts();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isDirty && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!isDirty) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isDirty]);
  const { heading, text, stay, go } = settingsForm.leave;
  return (
    <Modal
      opened={blocker.state === 'blocked'}
      onClose={() => blocker.reset?.()}
      title={heading}
      withCloseButton={false}
      // It would add a style of its own, which the page's policy refuses.
      lockScroll={false}
      centered
    >
      <Text size="sm">{text}</Text>
      <Group mt="md" justify="flex-end">
        <Button color="red" variant="light" onClick={() => blocker.proceed?.()}>
          {go}
        </Button>
        <Button data-autofocus onClick={() => blocker.reset?.()}>
          {stay}
        </Button>
      </Group>
    </Modal>
  );
}
