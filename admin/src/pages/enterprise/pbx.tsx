import { Card, Stack, TextInput, Title } from '@mantine/core';
import type { Edition } from '../../api/ask.ts';
import type { Enterprise } from '../../api/enterprise.ts';
import { useSession } from '../../api/session.ts';
import { useTexts } from '../../texts/texts-context.ts';
import { SettingsFrame, useMayChange } from './form/settings-frame.tsx';
import { useSettingsForm } from './form/use-settings-form.ts';
import { OpenedEnterprise } from './opened-enterprise.tsx';
import { CallersCard } from './pbx/callers-card.tsx';
import { LinesFields } from './pbx/lines-fields.tsx';
import { MadeToken, useMadeToken } from './pbx/made-token.tsx';
import { pbxFieldsOf, withPbxFields, type PbxFields } from './pbx/pbx-fields.ts';
import { PlaceFields } from './pbx/place-fields.tsx';
import { RemoveCard } from './pbx/remove-card.tsx';
import { SnippetsCard } from './pbx/snippets-card.tsx';
import { TokenCard } from './pbx/token-card.tsx';

/** The place «АТС»: the enterprise itself, its lines, and what its PBX needs. */
export function PbxPlace() {
  return <OpenedEnterprise>{(opened) => <Pbx opened={opened} />}</OpenedEnterprise>;
}

function Pbx({ opened }: { readonly opened: Edition<Enterprise> }) {
  const { pbx } = useTexts();
  const { data: user } = useSession();
  const mayChange = useMayChange();
  const { token, isReplaced, onReplaced } = useMadeToken();
  const settings = useSettingsForm<PbxFields>({
    ...{ opened, below: '', fieldsOf: pbxFieldsOf, settingsOf: withPbxFields },
  });
  const { form, etag, moveTo, look } = settings;
  const { number, timezone } = opened.value.settings;
  const onConflict = () => void look();
  return (
    <Stack maw={960}>
      {token !== null && !isReplaced && <MadeToken token={token} isReplaced={false} />}
      <SettingsFrame of={settings}>
        <Card withBorder padding="lg">
          <Stack>
            <Title order={2} size="h4">
              {pbx.basics}
            </Title>
            <TextInput label={pbx.name} autoComplete="off" {...form.getInputProps('name')} />
            <PlaceFields country={form.getInputProps('country')} timezone={form.getInputProps('timezone')} />
          </Stack>
        </Card>
        <LinesFields form={form} />
      </SettingsFrame>
      <TokenCard
        {...{ number, etag, mayChange, onConflict }}
        token={isReplaced ? token : null}
        onMade={(made, edition) => {
          onReplaced(made);
          moveTo(edition);
        }}
      />
      <SnippetsCard timezone={timezone} token={token} />
      <CallersCard token={token} />
      {user?.role === 'owner' && <RemoveCard {...{ number, etag, onConflict }} />}
    </Stack>
  );
}
