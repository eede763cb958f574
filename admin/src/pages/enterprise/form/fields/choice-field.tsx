import { Group, Radio } from '@mantine/core';
import { useField } from './use-field.ts';

/** One of few: all of them are seen at once. */
export function ChoiceField({ path }: { readonly path: string }) {
  const {
    value,
    text: _text,
    change,
    leave: _leave,
    isFixed,
    options,
    'data-path': dataPath,
    ...field
  } = useField(path);
  return (
    <Radio.Group {...field} value={String(value)} onChange={change} readOnly={isFixed}>
      <Group gap="lg" mt="xs">
        {Object.entries(options).map(([option, label], index) => (
          <Radio
            key={option}
            value={option}
            label={label}
            disabled={isFixed}
            {...(index === 0 && { 'data-path': dataPath })}
          />
        ))}
      </Group>
    </Radio.Group>
  );
}
