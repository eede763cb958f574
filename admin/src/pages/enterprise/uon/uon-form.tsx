import { Stack } from '@mantine/core';
import type { Edition } from '../../../api/ask.ts';
import type { Enterprise, Settings } from '../../../api/enterprise.ts';
import { useDirectories } from '../../../api/uon.ts';
import { useSession } from '../../../api/session.ts';
import { FieldsProvider } from '../form/fields/fields-context.ts';
import { SettingsFrame, useMayChange } from '../form/settings-frame.tsx';
import { useSettingsForm } from '../form/use-settings-form.ts';
import { ActionsSection } from './actions-section.tsx';
import { ConnectionSection } from './connection-section.tsx';
import { Contents } from './contents.tsx';
import { draftOf, uonOf, type Draft } from './draft.ts';
import { useFieldsPlace } from './fields/fields-place.ts';
import { DraftProvider, PlaceProvider } from './form-context.ts';
import { LimitsSection } from './limits-section.tsx';
import { ManagersSection } from './managers-section.tsx';
import { PopupsSection } from './popups-section.tsx';
import { WebhooksSection } from './webhooks-section.tsx';

/** All parts of the place, over one draft. */
export function UonForm({ opened }: { readonly opened: Edition<Enterprise> }) {
  const { number } = opened.value.settings;
  const { data: user } = useSession();
  const directories = useDirectories(number, opened.value.connection.looked_at).data;
  const stored = fieldsOf(opened.value.settings);
  const of = useSettingsForm<Draft>({
    ...{ opened, below: 'integrations_config.uon', fieldsOf },
    // Ids of webhooks are ours: as they stand now, whatever they were when the form was opened.
    settingsOf: (settings, draft) => withUon(settings, { ...uonOf(draft), webhooks: stored.webhooks }),
  });
  const place = {
    ...{ number, directories, enterprise: opened.value },
    ...{ isDirty: of.isDirty, save: of.submit },
    isReadOnly: !useMayChange(),
  };
  const fields = { ...useFieldsPlace(user?.role === 'owner'), form: of.form, stored, checkField: of.checkField };
  return (
    <PlaceProvider value={place}>
      <DraftProvider form={of.form}>
        <FieldsProvider value={fields}>
          <div className="uon-page">
            <Contents errors={of.form.errors} />
            <SettingsFrame of={of}>
              <Stack gap="lg">
                <ConnectionSection />
                <ActionsSection direction="incoming" />
                <ActionsSection direction="outgoing" />
                <PopupsSection />
                <ManagersSection />
                <WebhooksSection />
                <LimitsSection />
              </Stack>
            </SettingsFrame>
          </div>
        </FieldsProvider>
      </DraftProvider>
    </PlaceProvider>
  );
}

function fieldsOf({ integrations_config: { uon } }: Settings): Draft {
  return draftOf(uon);
}

function withUon(settings: Settings, uon: Settings['integrations_config']['uon']): Settings {
  return { ...settings, integrations_config: { ...settings.integrations_config, uon } };
}
