import { Textarea, TextInput } from '@mantine/core';
import { useField } from './use-field.ts';

interface Props {
  readonly path: string;
  readonly isCode?: boolean;
}

export function TextField({ path, isCode = false }: Props) {
  const { value: _value, text, change, leave, isFixed, options: _options, ...field } = useField(path);
  return (
    <TextInput
      {...field}
      value={text}
      readOnly={isFixed}
      autoComplete="off"
      spellCheck={!isCode}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={leave}
    />
  );
}

export function LinesField({ path }: Pick<Props, 'path'>) {
  const { value: _value, text, change, leave, isFixed, options: _options, ...field } = useField(path);
  return (
    <Textarea
      {...field}
      value={text}
      readOnly={isFixed}
      autosize
      minRows={2}
      spellCheck={false}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={leave}
    />
  );
}
