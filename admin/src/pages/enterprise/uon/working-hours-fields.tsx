import { Checkbox, Group, SimpleGrid, Stack, Switch } from '@mantine/core';
import { workingHours } from '../../../../../domain/settings/working-hours.ts';
import { useTexts } from '../../../texts/texts-context.ts';
import { TextField } from '../form/fields/text-field.tsx';
import { useField } from '../form/fields/use-field.ts';
import { TaskPreview } from './task-preview.tsx';
import { useDraft } from './form-context.ts';

const PATH = 'incoming_call_actions.working_hours';
const WEEK = ['1', '2', '3', '4', '5', '6', '7'] as const;

/** When clients may be called: not set, or days of the week with a time from and to. */
export function WorkingHoursFields() {
  const { label, description } = useField(PATH);
  const draft = useDraft();
  const isSet = draft.getValues().incoming_call_actions.working_hours !== undefined;
  const change = (on: boolean) => draft.setFieldValue(PATH, on ? workingHours.parse({}) : undefined);
  return (
    <Stack gap="sm">
      <Switch {...{ label, description, checked: isSet }} onChange={(event) => change(event.currentTarget.checked)} />
      {isSet && <Hours />}
      {draft.getValues().incoming_call_actions.missed_call_task && <TaskPreview />}
    </Stack>
  );
}

function Hours() {
  const { hours: words } = useTexts().uon;
  const draft = useDraft();
  const { label, error } = useField(`${PATH}.days`);
  const days = draft.getValues().incoming_call_actions.working_hours?.days ?? [];
  return (
    <>
      <Checkbox.Group
        {...{ label, error }}
        value={days.map(String)}
        onChange={(chosen) => draft.setFieldValue(`${PATH}.days`, chosen.toSorted().map(Number))}
      >
        <Group gap="md" mt={6}>
          {WEEK.map((day, index) => (
            <Checkbox
              key={day}
              value={day}
              label={words.week[index]}
              {...(index === 0 && { 'data-path': `${PATH}.days` })}
            />
          ))}
        </Group>
      </Checkbox.Group>
      <SimpleGrid cols={2} maw={320}>
        <TextField path={`${PATH}.from`} isCode />
        <TextField path={`${PATH}.to`} isCode />
      </SimpleGrid>
    </>
  );
}
