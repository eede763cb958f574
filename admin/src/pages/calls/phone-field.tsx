import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTexts } from '../../texts/texts-context.ts';
import { isPhone } from './filters.ts';
import { useDraft } from './use-draft.ts';

/** One that types a number pauses no longer between its digits. */
const PAUSE_MS = 1_000;

/** A number or its end. What is none, or too short to look for, is said once one has stopped: what is shown stays as it was. */
export function PhoneField({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (phone: string) => void;
}) {
  const {
    calls: { filters },
  } = useTexts();
  const { draft, change } = useDraft(value, onChange, isPhone);
  const [isLeft, setLeft] = useState(false);
  const [settled] = useDebouncedValue(draft, PAUSE_MS);
  const isWrong = (isLeft || settled === draft) && draft.trim() !== '' && !isPhone(draft.trim());
  return (
    <TextInput
      type="search"
      inputMode="tel"
      label={filters.phone}
      placeholder={filters.phoneHint}
      value={draft}
      flex="2 1 140px"
      maw={320}
      error={isWrong && filters.phoneWrong(value !== '')}
      onBlur={() => setLeft(true)}
      onFocus={() => setLeft(false)}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
