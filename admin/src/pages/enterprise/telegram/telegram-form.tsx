import { Stack } from '@mantine/core';
import type { Edition } from '../../../api/ask.ts';
import type { Enterprise, Settings } from '../../../api/enterprise.ts';
import { useTexts } from '../../../texts/texts-context.ts';
import { FieldsProvider } from '../form/fields/fields-context.ts';
import { ChoiceField } from '../form/fields/choice-field.tsx';
import { SecretField } from '../form/fields/secret-field.tsx';
import { SwitchField } from '../form/fields/switch-field.tsx';
import { TextField } from '../form/fields/text-field.tsx';
import { NOT_OF_OWNERS, wordsOf } from '../form/fields/words-of.ts';
import { Part } from '../form/part.tsx';
import { SettingsFrame, useMayChange } from '../form/settings-frame.tsx';
import { useSettingsForm } from '../form/use-settings-form.ts';
import { BotHelp } from './bot-help.tsx';
import { MessagePreview } from './message-preview.tsx';
import { TelegramAlarms } from './telegram-alarms.tsx';
import { TelegramCheck } from './telegram-check.tsx';
import { DEFAULT_TELEGRAM, telegramDraftOf, telegramOf, type TelegramDraft } from './telegram-draft.ts';

/** Bot, chat and look of the messages. */
export function TelegramForm({ opened }: { readonly opened: Edition<Enterprise> }) {
  const { telegram: words } = useTexts();
  const mayChange = useMayChange();
  const { settings } = opened.value;
  const of = useSettingsForm<TelegramDraft>({
    ...{ opened, below: 'integrations_config.telegram', fieldsOf, settingsOf },
  });
  const fields = {
    ...{ form: of.form, wordsOf: wordsOf(words), checkField: of.checkField, isOwners: NOT_OF_OWNERS },
    ...{ defaults: DEFAULT_TELEGRAM, stored: fieldsOf(settings) },
  };
  return (
    <Stack maw={960}>
      <FieldsProvider value={fields}>
        <SettingsFrame of={of}>
          <Part heading={words.chat} lead={words.lead}>
            <BotHelp />
            <SecretField path="bot_token" />
            <TextField path="chat_id" isCode />
            <TextField path="thread_id" isCode />
          </Part>
          <Part heading={words.message}>
            <ChoiceField path="language" />
            <SwitchField path="mask_phone" />
            <MessagePreview draft={of.form.values} settings={settings} />
          </Part>
        </SettingsFrame>
        <TelegramAlarms number={settings.number} />
        {mayChange && <TelegramCheck number={settings.number} isDirty={of.isDirty} save={of.submit} />}
      </FieldsProvider>
    </Stack>
  );
}

function fieldsOf({ integrations_config: { telegram } }: Settings): TelegramDraft {
  return telegramDraftOf(telegram);
}

function settingsOf(settings: Settings, draft: TelegramDraft): Settings {
  return { ...settings, integrations_config: { ...settings.integrations_config, telegram: telegramOf(draft) } };
}
