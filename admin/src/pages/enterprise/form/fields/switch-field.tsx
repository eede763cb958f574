import { Switch } from '@mantine/core';
import { useField } from './use-field.ts';

export function SwitchField({ path }: { readonly path: string }) {
  const { value, text: _text, change, leave: _leave, isFixed, options: _options, ...field } = useField(path);
  return (
    <Switch
      {...field}
      checked={value === true}
      disabled={isFixed}
      onChange={(event) => change(event.currentTarget.checked)}
    />
  );
}
