import { Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { newClientName } from '../../../../../domain/new-client-name.ts';
import { useTexts } from '../../../texts/texts-context.ts';
import { DirectoriesNote } from './directories-note.tsx';
import { ChoiceField } from '../form/fields/choice-field.tsx';
import { NumberField } from '../form/fields/number-field.tsx';
import { StatusField } from './fields/status-field.tsx';
import { SwitchField } from '../form/fields/switch-field.tsx';
import { TextField } from '../form/fields/text-field.tsx';
import { useDraft, usePlace } from './form-context.ts';
import { LeadTable } from './lead-table.tsx';
import { More } from '../form/more.tsx';
import { Subheading } from '../form/subheading.tsx';
import { WorkingHoursFields } from './working-hours-fields.tsx';
import { Section } from './section.tsx';

const SAMPLE_PHONE = '+375296254070';

/** What calls of a direction do in U-ON, and the table that it comes to. */
export function ActionsSection({ direction }: { readonly direction: 'incoming' | 'outgoing' }) {
  const { actions: words } = useTexts().uon;
  const block = `${direction}_call_actions` as const;
  const actions = useDraft().getValues()[block];
  const { directories } = usePlace();
  return (
    <Section name={direction}>
      <SwitchField path={`${block}.create_client_on_call`} />
      {actions.create_client_on_call && (
        <Stack gap={4}>
          <TextField path={`${block}.new_client_name`} />
          <Text size="sm" c="dimmed">
            {words.preview(newClientName(actions.new_client_name, SAMPLE_PHONE))}
          </Text>
        </Stack>
      )}
      <ChoiceField path={`${block}.create_lead`} />
      <Group gap="sm" justify="space-between">
        <Subheading>{words.statuses}</Subheading>
        <DirectoriesNote />
      </Group>
      {(directories?.statuses.length ?? 0) === 0 && <Text size="sm">{words.statusById}</Text>}
      <SimpleGrid cols={{ base: 1, md: 3 }} className="uon-side-by-side">
        <StatusField path={`${block}.status_lead_active`} />
        <StatusField path={`${block}.status_lead_no_open`} />
        <StatusField path={`${block}.status_lead_no_leads`} />
      </SimpleGrid>
      <LeadTable actions={actions} />
      {direction === 'incoming' && <Missed />}
      <More>
        <TextField path={`${block}.source`} />
        <SwitchField path={`${block}.ignore_tourist_notification`} />
        <SwitchField path={`${block}.ignore_actions_and_reminders`} />
      </More>
    </Section>
  );
}

function Missed() {
  const { actions } = useTexts().uon;
  const block = 'incoming_call_actions';
  return (
    <>
      <Subheading>{actions.missed}</Subheading>
      <SwitchField path={`${block}.missed_call_task`} />
      <SimpleGrid cols={{ base: 1, md: 2 }} className="uon-side-by-side">
        <NumberField path={`${block}.task_minutes`} />
        <StatusField path={`${block}.missed_call_status`} />
      </SimpleGrid>
      <WorkingHoursFields />
    </>
  );
}
