import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useCheck } from '../../../../api/uon.ts';
import { useTexts } from '../../../../texts/texts-context.ts';
import { usePlace } from '../form-context.ts';
import { Subheading } from '../../form/subheading.tsx';
import { AskTrouble } from '../ask-trouble.tsx';
import { CheckResult } from './check-result.tsx';

/** Tries what is stored: address, key, limits, and a search where a phone is given. */
export function Check() {
  const { uon, settingsForm } = useTexts();
  const { check: words } = uon;
  const { check: told } = settingsForm;
  const { number, isDirty, save } = usePlace();
  const check = useCheck(number);
  const [phone, setPhone] = useState('');
  const [isSaving, setSaving] = useState(false);
  const submit = async () => {
    setSaving(true);
    const isStored = !isDirty || (await save());
    setSaving(false);
    if (isStored) check.mutate(phone.trim());
  };
  return (
    <Stack gap="sm">
      <Subheading>{told.heading}</Subheading>
      <Text size="sm" c="dimmed">
        {words.lead}
      </Text>
      <Group align="flex-end" gap="sm">
        <TextInput
          label={words.phone}
          description={words.phoneHint}
          type="tel"
          autoComplete="off"
          value={phone}
          flex="1 1 240px"
          onChange={(event) => setPhone(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            // Else the form around it would be saved.
            event.preventDefault();
            void submit();
          }}
        />
        <Button loading={isSaving || check.isPending} onClick={() => void submit()}>
          {isDirty ? told.saveAndSubmit : told.submit}
        </Button>
      </Group>
      {check.isError && <AskTrouble error={check.error} />}
      {check.data && <CheckResult answer={check.data} />}
    </Stack>
  );
}
