import { Stack } from '@mantine/core';
import type { PropsWithChildren } from 'react';
import { useTexts } from '../../../texts/texts-context.ts';

/** What is seldom needed, folded. The browser's own element: it opens by keyboard, and when something in it is looked for. */
export function More({ title, children }: PropsWithChildren<{ readonly title?: string }>) {
  const { fields } = useTexts().settingsForm;
  return (
    <details className="uon-more">
      <summary>{title ?? fields.more}</summary>
      <Stack mt="md">{children}</Stack>
    </details>
  );
}
