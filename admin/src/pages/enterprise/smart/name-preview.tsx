import { SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { NameSettings } from '../../../../../domain/smart/display-name.ts';
import { useTexts } from '../../../texts/texts-context.ts';
import { Subheading } from '../form/subheading.tsx';
import { SAMPLE_NAMES, shownName } from './name-samples.ts';

/** Names as telephones show them by what stands in the form, and one of one's own. */
export function NamePreview({ settings }: { readonly settings: NameSettings }) {
  const { smart: words } = useTexts();
  const [own, setOwn] = useState('');
  return (
    <Stack gap="sm">
      <Subheading>{words.samples}</Subheading>
      <TextInput
        label={words.sampleName}
        autoComplete="off"
        value={own}
        maw={480}
        onChange={(event) => setOwn(event.currentTarget.value)}
        // Else the form around it would be saved.
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      <SimpleGrid component="ul" cols={{ base: 1, sm: 2 }} m={0} p={0} className="bare-list" aria-label={words.display}>
        {(own.trim() === '' ? SAMPLE_NAMES : [own, ...SAMPLE_NAMES]).map((name, index) => (
          <li key={name === own ? `own ${index}` : name}>
            <Display text={shownName(name, settings)} />
          </li>
        ))}
      </SimpleGrid>
    </Stack>
  );
}

/** The display of a telephone. */
export function Display({ text }: { readonly text: string | null }) {
  const { smart: words } = useTexts();
  return <div className="smart-display">{text ?? words.noName}</div>;
}
