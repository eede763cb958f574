import { NumberInput } from '@mantine/core';
import { useField } from './use-field.ts';

/** Emptied, the default counts. */
export function NumberField({ path }: { readonly path: string }) {
  const { value, text: _text, change, leave, isFixed, options: _options, ...field } = useField(path);
  return (
    <NumberInput
      {...field}
      value={typeof value === 'number' ? value : ''}
      readOnly={isFixed}
      hideControls={isFixed}
      allowNegative={false}
      maw={320}
      onChange={change}
      onBlur={leave}
    />
  );
}
