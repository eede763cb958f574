import { Card, Stack, Text, Title } from '@mantine/core';
import { useId, type PropsWithChildren, type ReactNode } from 'react';

interface Props {
  readonly heading: string;
  readonly lead?: ReactNode;
}

/** A part of a place with its heading, as a region of the page. */
export function Part({ heading, lead, children }: PropsWithChildren<Props>) {
  const id = useId();
  return (
    <Card component="section" withBorder padding="lg" aria-labelledby={id}>
      <Stack>
        <Stack gap={4}>
          <Title order={2} size="h4" id={id}>
            {heading}
          </Title>
          {lead !== undefined && (
            <Text size="sm" c="dimmed">
              {lead}
            </Text>
          )}
        </Stack>
        {children}
      </Stack>
    </Card>
  );
}
