import { Stack, Table, Text } from '@mantine/core';
import type { LeadDecision, LeadSettings } from '../../../../../domain/lead-policy.ts';
import { useTexts } from '../../../texts/texts-context.ts';
import type { Texts } from '../../../texts/ru.ts';
import { usePlace } from './form-context.ts';
import { MODES, outcomeOf, SITUATIONS } from './lead-outcomes.ts';
import { Subheading } from '../form/subheading.tsx';

interface Actions extends Required<Record<`status_lead_${'active' | 'no_open' | 'no_leads'}`, string>> {
  readonly create_lead: LeadSettings['create_lead'];
  readonly create_client_on_call: boolean;
}

/** The table of actions with what stands in the form: what a call would do, in words. */
export function LeadTable({ actions }: { readonly actions: Actions }) {
  const texts = useTexts();
  const { table, options } = texts.uon;
  const nameOf = useStatusNames();
  const settings = settingsOf(actions);
  const isChosen = (mode: string) => mode === actions.create_lead;
  return (
    <Stack gap="xs">
      <Subheading>{table.heading}</Subheading>
      <Table withTableBorder withColumnBorders className="uon-lead-table">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{table.situation}</Table.Th>
            {MODES.map((mode) => (
              <Table.Th key={mode} className={isChosen(mode) ? 'chosen' : ''}>
                {options['create_lead']?.[mode]}
                {isChosen(mode) && ` (${table.chosen})`}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {SITUATIONS.map((situation) => (
            <Table.Tr key={situation}>
              <Table.Th scope="row">{table.situations[situation]}</Table.Th>
              {MODES.map((mode) => (
                <Table.Td
                  key={mode}
                  className={isChosen(mode) ? 'chosen' : ''}
                  data-mode={options['create_lead']?.[mode]}
                >
                  {inWords(outcomeOf(situation, mode, settings), nameOf, table)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" c="dimmed">
        {table.hint} {actions.create_client_on_call ? table.unknownCreated : table.unknownLeft}
      </Text>
    </Stack>
  );
}

function useStatusNames(): (id: string) => string {
  const { table, actions } = useTexts().uon;
  const { directories } = usePlace();
  return (id) => {
    const status = directories?.statuses.find((each) => each.id === id);
    if (!status) return table.status(id);
    return status.is_archive ? actions.archivedMark(status.name) : status.name;
  };
}

function settingsOf({ create_lead, ...actions }: Actions): LeadSettings {
  const set = (id: string) => (id.trim() === '' ? undefined : id.trim());
  return {
    create_lead,
    status_lead_active: set(actions.status_lead_active),
    status_lead_no_open: set(actions.status_lead_no_open),
    status_lead_no_leads: set(actions.status_lead_no_leads),
  };
}

function inWords(decision: LeadDecision, nameOf: (id: string) => string, table: Texts['uon']['table']): string {
  switch (decision.kind) {
    case 'none':
      return table.nothing;
    case 'set-status':
      return table.setStatus(nameOf(decision.statusId));
    case 'create':
      return decision.statusId === null ? table.create : table.createWith(nameOf(decision.statusId));
  }
}
