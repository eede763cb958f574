import { Button, Card, Group, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { useTexts } from '../../../texts/texts-context.ts';
import type { SettingsForm } from '../form/use-settings-form.ts';
import { NEW_LINE, type PbxFields } from './pbx-fields.ts';

/** The agency's lines: rows that are added and taken away. */
export function LinesFields({ form }: { readonly form: SettingsForm<PbxFields>['form'] }) {
  const { lines: texts } = useTexts().pbx;
  const { lines } = form.values;
  return (
    <Card withBorder padding="lg">
      <Stack>
        <Stack gap={4}>
          <Title order={2} size="h4">
            {texts.heading}
          </Title>
          <Text size="sm" c="dimmed">
            {lines.length === 0 ? texts.none : texts.hint}
          </Text>
        </Stack>
        {lines.map((_, index) => (
          // Rows have no names of their own, and go only one at a time.
          // oxlint-disable-next-line react/no-array-index-key
          <LineFieldset key={index} form={form} index={index} />
        ))}
        <Group>
          <Button variant="default" onClick={() => form.insertListItem('lines', NEW_LINE)}>
            {texts.add}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}

interface LineProps {
  readonly form: SettingsForm<PbxFields>['form'];
  readonly index: number;
}

function LineFieldset({ form, index }: LineProps) {
  const { lines: texts } = useTexts().pbx;
  const of = (field: 'trunk' | 'name' | 'phone') => form.getInputProps(`lines.${index}.${field}`);
  return (
    <fieldset className="bare-fieldset line-row" aria-label={texts.one(index + 1)}>
      <SimpleGrid cols={{ base: 1, sm: 3 }} flex={1}>
        <TextInput label={texts.trunk} title={texts.trunkHint} autoComplete="off" {...of('trunk')} />
        <TextInput label={texts.name} autoComplete="off" {...of('name')} />
        <TextInput label={texts.phone} type="tel" autoComplete="off" placeholder="+375 17 300-13-63" {...of('phone')} />
      </SimpleGrid>
      <Button
        variant="default"
        className="line-remove"
        aria-label={texts.remove(index + 1)}
        title={texts.remove(index + 1)}
        onClick={() => form.removeListItem('lines', index)}
      >
        ✕
      </Button>
    </fieldset>
  );
}
