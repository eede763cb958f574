import { NativeSelect } from '@mantine/core';
import { useTexts } from '../../../../texts/texts-context.ts';
import { usePlace } from '../form-context.ts';
import { TextField } from '../../form/fields/text-field.tsx';
import { useField } from '../../form/fields/use-field.ts';

/** One of U-ON's own lead statuses. Where its list is away, or has not the one that is set, the id stays as it is. */
export function StatusField({ path }: { readonly path: string }) {
  const { directories } = usePlace();
  return directories && directories.statuses.length > 0 ? <Chosen path={path} /> : <TextField path={path} isCode />;
}

function Chosen({ path }: { readonly path: string }) {
  const { actions } = useTexts().uon;
  const statuses = usePlace().directories?.statuses ?? [];
  const { value: _value, text: id, change, leave: _leave, isFixed, options: _options, ...field } = useField(path);
  const optionOf = (status: (typeof statuses)[number]) => ({
    value: status.id,
    label: status.is_archive ? actions.archivedMark(status.name) : status.name,
  });
  const isKnown = id === '' || statuses.some((status) => status.id === id);
  return (
    <NativeSelect
      {...field}
      value={id}
      disabled={isFixed}
      onChange={(event) => change(event.currentTarget.value)}
      data={[
        { value: '', label: actions.noStatus },
        ...(isKnown ? [] : [{ value: id, label: actions.unknownStatus(id) }]),
        { group: actions.current, items: statuses.filter(({ is_archive }) => !is_archive).map(optionOf) },
        { group: actions.archived, items: statuses.filter(({ is_archive }) => is_archive).map(optionOf) },
      ]}
    />
  );
}
