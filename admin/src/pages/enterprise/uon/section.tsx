import { Card, Stack, Text, Title } from '@mantine/core';
import type { PropsWithChildren } from 'react';
import { useTexts } from '../../../texts/texts-context.ts';
import type { SectionName } from './sections.ts';

/** The element of a part, to go to it. */
export function headingId(name: SectionName): string {
  return `uon-part-${name}`;
}

/** A part of the page with its heading. */
export function Section({ name, children }: PropsWithChildren<{ readonly name: SectionName }>) {
  const { sections, leads } = useTexts().uon;
  return (
    <Card component="section" withBorder padding="lg" aria-labelledby={headingId(name)} className="uon-section">
      <Stack>
        <div>
          <Title order={2} size="h3" id={headingId(name)} tabIndex={-1} className="uon-heading">
            {sections[name]}
          </Title>
          <Text c="dimmed" size="sm">
            {leads[name]}
          </Text>
        </div>
        {children}
      </Stack>
    </Card>
  );
}
