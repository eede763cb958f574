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
  // Without Mantine's own header, which would be a second banner of the page, and its lock of the page's scrolling, which needs a
  // style that the page's policy refuses.
  return (
    <Modal.Root opened={blocker.state === 'blocked'} onClose={() => blocker.reset?.()} centered lockScroll={false}>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body>
          <Modal.Title fw={600} mb="xs">
            {heading}
          </Modal.Title>
          <Text size="sm">{text}</Text>
          <Group mt="md" justify="flex-end">
            <Button color="red" variant="light" onClick={() => blocker.proceed?.()}>
              {go}
            </Button>
            <Button data-autofocus onClick={() => blocker.reset?.()}>
              {stay}
            </Button>
          </Group>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
