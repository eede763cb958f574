import { SimpleGrid, Stack } from '@mantine/core';
import type { Edition } from '../../../api/ask.ts';
import type { Enterprise, Settings } from '../../../api/enterprise.ts';
import { useTexts } from '../../../texts/texts-context.ts';
import { ChoiceField } from '../form/fields/choice-field.tsx';
import { FieldsProvider } from '../form/fields/fields-context.ts';
import { NumberField } from '../form/fields/number-field.tsx';
import { SwitchField } from '../form/fields/switch-field.tsx';
import { LinesField } from '../form/fields/text-field.tsx';
import { NOT_OF_OWNERS, wordsOf } from '../form/fields/words-of.ts';
import { More } from '../form/more.tsx';
import { Part } from '../form/part.tsx';
import { SettingsFrame, useMayChange } from '../form/settings-frame.tsx';
import { useSettingsForm } from '../form/use-settings-form.ts';
import { DialplanHint } from './dialplan-hint.tsx';
import { NamePreview } from './name-preview.tsx';
import { RulesFields } from './rules-fields.tsx';
import { TryPart } from './try-part.tsx';
import { DEFAULT_SMART, smartDraftOf, smartOf, type SmartDraft } from './smart-draft.ts';

/** What the PBX is told of a caller: name and extension. */
export function SmartForm({ opened }: { readonly opened: Edition<Enterprise> }) {
  const { smart: words } = useTexts();
  const { settings } = opened.value;
  const mayChange = useMayChange();
  const of = useSettingsForm<SmartDraft>({
    ...{ opened, below: 'integrations_config.smart', fieldsOf, settingsOf },
  });
  const fields = {
    ...{ form: of.form, wordsOf: wordsOf(words), checkField: of.checkField, isOwners: NOT_OF_OWNERS },
    ...{ defaults: DEFAULT_SMART, stored: fieldsOf(settings) },
  };
  return (
    <Stack maw={960}>
      <FieldsProvider value={fields}>
        <SettingsFrame of={of}>
          <Part heading={words.mode} lead={words.lead}>
            <ChoiceField path="mode" />
            <DialplanHint number={settings.number} />
          </Part>
          <Part heading={words.name} lead={words.nameLead}>
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <NumberField path="name_length" />
              <SwitchField path="transliterate" />
            </SimpleGrid>
            <NamePreview settings={of.form.values} />
            <More>
              <ChoiceField path="primary" />
            </More>
          </Part>
          <Part heading={words.route} lead={words.routeLead}>
            <RulesFields form={of.form} onLeave={of.checkField} />
            <LinesField path="block" rows={1} />
          </Part>
        </SettingsFrame>
        {mayChange && <TryPart number={settings.number} draft={of.form.values} />}
      </FieldsProvider>
    </Stack>
  );
}

function fieldsOf({ integrations_config: { smart } }: Settings): SmartDraft {
  return smartDraftOf(smart);
}

function settingsOf(settings: Settings, draft: SmartDraft): Settings {
  return { ...settings, integrations_config: { ...settings.integrations_config, smart: smartOf(draft) } };
}
