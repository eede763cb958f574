import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import type { PropsWithChildren } from 'react';
import { useSession } from '../../../api/session.ts';
import { Trouble } from '../../../layout/trouble.tsx';
import { UnsavedGuard } from '../../../layout/unsaved-guard.tsx';
import { settingName } from '../../../texts/told-problem.ts';
import { useTexts } from '../../../texts/texts-context.ts';
import { ConflictNotice } from './conflict-notice.tsx';
import type { SettingsForm } from './use-settings-form.ts';

/** May who is logged in change settings? Whether of this enterprise, the API says: others he does not see. */
export function useMayChange(): boolean {
  const { data: user } = useSession();
  return user !== undefined && user !== null && user.role !== 'reader';
}

/**
 * What stands around a form of settings: what keeps it from being saved, its buttons, the guard of unsaved changes. Readers see
 * fields that they can't change.
 */
export function SettingsFrame<Fields extends object>({
  of,
  children,
}: PropsWithChildren<{ readonly of: SettingsForm<Fields> }>) {
  const texts = useTexts();
  const { settingsForm } = texts;
  const mayChange = useMayChange();
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (mayChange) void of.submit();
      }}
    >
      <UnsavedGuard isDirty={of.isDirty} />
      <Stack>
        {!mayChange && <Alert variant="light">{settingsForm.readOnly}</Alert>}
        <fieldset disabled={!mayChange} className="bare-fieldset">
          <Stack>{children}</Stack>
        </fieldset>
        <Stack gap="xs" className="save-bar">
          {of.conflict && <ConflictNotice of={of} conflict={of.conflict} />}
          {of.error && <Trouble error={of.error} />}
          {of.others.length > 0 && (
            <Alert color="red" variant="light" role="alert">
              <List size="sm">
                {of.others.map(({ field, message }) => (
                  <List.Item key={field}>
                    {settingName(field, texts)}: {message}
                  </List.Item>
                ))}
              </List>
            </Alert>
          )}
          {mayChange && <SaveBar of={of} />}
        </Stack>
      </Stack>
    </form>
  );
}

function SaveBar<Fields extends object>({ of }: { readonly of: SettingsForm<Fields> }) {
  const { settingsForm } = useTexts();
  const isWrong = Object.keys(of.form.errors).length > 0;
  const told = isWrong ? settingsForm.wrong : of.isDirty ? settingsForm.unsaved : of.isSaved ? settingsForm.saved : '';
  return (
    <Group py="sm">
      <Button type="submit" disabled={!of.isDirty} loading={of.isSaving}>
        {settingsForm.save}
      </Button>
      {of.isDirty && (
        <Button variant="default" onClick={of.discard}>
          {settingsForm.discard}
        </Button>
      )}
      <Text size="sm" role="status" className={isWrong ? 'problem' : undefined}>
        {told}
      </Text>
    </Group>
  );
}
