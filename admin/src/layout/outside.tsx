import { Box, Card, Center, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/texts-context.ts';
import { Choices } from './choices.tsx';

interface Props {
  readonly heading: string;
  readonly lead: string;
  /** What stands below the card, smaller. */
  readonly below?: string;
  readonly children: ReactNode;
}

/** What stands around a page of who is not logged in. */
export function Outside({ heading, lead, below, children }: Props) {
  const texts = useTexts();
  return (
    <Box component="main">
      <Group justify="flex-end" p="md">
        <Choices />
      </Group>
      <Center p="md">
        <Stack w="100%" maw={400} gap="lg">
          <Box>
            <Text fw={700} c="dimmed" size="sm">
              {texts.title}
            </Text>
            <Title order={1} size="h2">
              {heading}
            </Title>
            <Text c="dimmed">{lead}</Text>
          </Box>
          <Card withBorder padding="lg" shadow="sm">
            {children}
          </Card>
          {below !== undefined && (
            <Text size="sm" c="dimmed">
              {below}
            </Text>
          )}
        </Stack>
      </Center>
    </Box>
  );
}
