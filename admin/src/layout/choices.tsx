import { Button, Group, SegmentedControl, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useLanguage } from '../texts/texts-context.ts';

/** Language and light or dark: this browser remembers them. */
export function Choices() {
  const { language, texts, speak } = useLanguage();
  const { setColorScheme } = useMantineColorScheme();
  const other = useComputedColorScheme('light') === 'light' ? 'dark' : 'light';
  return (
    <Group gap="xs" wrap="nowrap">
      <SegmentedControl
        size="xs"
        aria-label={texts.language}
        data={[
          { value: 'ru', label: 'RU' },
          { value: 'en', label: 'EN' },
        ]}
        value={language}
        onChange={(value) => speak(value === 'en' ? 'en' : 'ru')}
      />
      <Button
        variant="default"
        size="compact-sm"
        aria-label={texts.scheme[other]}
        title={texts.scheme[other]}
        onClick={() => setColorScheme(other)}
      >
        {other === 'dark' ? '☾' : '☀'}
      </Button>
    </Group>
  );
}
