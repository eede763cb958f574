import { SimpleGrid } from '@mantine/core';
import { useTexts } from '../../../texts/texts-context.ts';
import { ChoiceField } from '../form/fields/choice-field.tsx';
import { NumberField } from '../form/fields/number-field.tsx';
import { SwitchField } from '../form/fields/switch-field.tsx';
import { TextField } from '../form/fields/text-field.tsx';
import { More } from '../form/more.tsx';
import { useDraft } from './form-context.ts';
import { PopupCounts } from './popup-counts.tsx';
import { PopupPreview } from './popup-preview.tsx';
import { Section } from './section.tsx';

const LINKS = ['client', 'new_client', 'company', 'lead', 'request'];

export function PopupsSection() {
  const { popups } = useTexts().uon;
  const { notifications } = useDraft().getValues();
  return (
    <Section name="popups">
      <ChoiceField path="notifications.mode" />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <SwitchField path="notifications.incoming" />
        <SwitchField path="notifications.outgoing" />
      </SimpleGrid>
      <ChoiceField path="notifications.enriched" />
      {notifications.enriched === 'ab' && <NumberField path="notifications.ab_share" />}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NumberField path="notifications.last_calls" />
        <SwitchField path="notifications.show_requests" />
      </SimpleGrid>
      <NumberField path="notifications.merge_window_s" />
      <PopupPreview />
      <PopupCounts />
      <More>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <NumberField path="notifications.popup_ttl_s" />
          <NumberField path="notifications.max_managers" />
        </SimpleGrid>
      </More>
      <More title={popups.links}>
        {LINKS.map((name) => (
          <TextField key={name} path={`links.${name}`} isCode />
        ))}
      </More>
    </Section>
  );
}
