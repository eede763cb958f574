import { Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useTexts } from '../../../texts/texts-context.ts';
import { DirectoriesNote } from './directories-note.tsx';
import { useField } from '../form/fields/use-field.ts';
import { useDraft, usePlace } from './form-context.ts';
import { listedManagers, managerRows, type ManagerRow } from './manager-rows.ts';
import { ManagerCard } from './manager-card.tsx';
import { Section } from './section.tsx';

/** U-ON's managers and their extensions; who has none is marked. */
export function ManagersSection() {
  const { managers: words, fields } = useTexts().uon;
  const { directories } = usePlace();
  const listed = listedManagers(directories);
  const rows = managerRows(listed ?? [], useDraft().getValues().user_extensions);
  const nameOf = ({ id, name }: Named) => name ?? (listed ? words.gone(id) : words.unread(id));
  const without = rows.filter(({ effective }) => effective.length === 0).length;
  return (
    <Section name="managers">
      <Group justify="space-between" gap="sm">
        <div>
          <Text size="sm" fw={600}>
            {fields.user_extensions.label}
          </Text>
          <Text size="sm" c="dimmed">
            {fields.user_extensions.help}
          </Text>
          {without > 0 && (
            <Text size="sm" className="problem">
              {words.without(without)}
            </Text>
          )}
        </div>
        <DirectoriesNote />
      </Group>
      {rows.length === 0 ? (
        <Text>{words.none}</Text>
      ) : (
        <Stack
          component="ul"
          aria-label={fields.user_extensions.label}
          gap={0}
          m={0}
          p={0}
          className="bare-list uon-managers"
        >
          {rows.map((row) => (
            <ManagerCard key={row.id} row={row} name={nameOf(row)} />
          ))}
        </Stack>
      )}
      <DefaultManager rows={rows} nameOf={nameOf} />
    </Section>
  );
}

type Named = Pick<ManagerRow, 'id' | 'name'>;

interface DefaultManagerProps {
  readonly rows: readonly ManagerRow[];
  /** A manager as people know him. */
  readonly nameOf: (row: Named) => string;
}

function DefaultManager({ rows, nameOf }: DefaultManagerProps) {
  const { managers: words } = useTexts().uon;
  const field = useField('default_manager_id');
  const { text: id, change, isFixed, label, description, error } = field;
  return (
    <NativeSelect
      {...{ 'data-path': field['data-path'], label, description, error }}
      value={id}
      disabled={isFixed}
      maw={480}
      onChange={(event) => change(event.currentTarget.value)}
      data={[
        { value: '', label: words.defaultNone },
        ...(id === '' || rows.some((row) => row.id === id) ? [] : [{ value: id, label: nameOf({ id, name: null }) }]),
        ...rows.map((row) => ({ value: row.id, label: nameOf(row) })),
      ]}
    />
  );
}
