import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '../../texts/texts-context.ts';
import { isPhone } from './filters.ts';
import { useDraft } from './use-draft.ts';

/** A number or its end. What is too short to look for is said once one has stopped. */
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
  const isWrong = isLeft && draft.trim() !== '' && !isPhone(draft.trim());
  return (
    <TextInput
      type="search"
      inputMode="tel"
      label={filters.phone}
      placeholder={filters.phoneHint}
      value={draft}
      flex="2 1 240px"
      maw={320}
      error={isWrong && filters.phoneWrong}
      onBlur={() => setLeft(true)}
      onFocus={() => setLeft(false)}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
