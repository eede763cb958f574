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

interface LinesProps {
  readonly path: string;
  /** As high as that at least. */
  readonly rows?: number;
}

export function LinesField({ path, rows = 2 }: LinesProps) {
  const { value: _value, text, change, leave, isFixed, options: _options, ...field } = useField(path);
  return (
    <Textarea
      {...field}
      value={text}
      readOnly={isFixed}
      autosize
      minRows={rows}
      spellCheck={false}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={leave}
    />
  );
}
