import { SimpleGrid, Text } from '@mantine/core';
import { useTexts } from '../../../texts/texts-context.ts';
import { ChoiceField } from '../form/fields/choice-field.tsx';
import { NumberField } from '../form/fields/number-field.tsx';
import { More } from '../form/more.tsx';
import { Subheading } from '../form/subheading.tsx';
import { Section } from './section.tsx';

export function LimitsSection() {
  const { limits: words } = useTexts().uon;
  return (
    <Section name="limits">
      <Subheading>{words.rate}</Subheading>
      <Text size="sm">
        {words.ours} {words.uons}
      </Text>
      <ChoiceField path="calls.transfer_manager" />
      <More title={words.calls}>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <NumberField path="calls.max_call_hours" />
          <NumberField path="calls.late_s" />
          <NumberField path="calls.settle_ms" />
          <NumberField path="calls.recording_wait_s" />
        </SimpleGrid>
      </More>
      <More title={words.cache}>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <NumberField path="cache.profile_s" />
          <NumberField path="cache.negative_s" />
          <NumberField path="cache.directories_s" />
        </SimpleGrid>
      </More>
    </Section>
  );
}
