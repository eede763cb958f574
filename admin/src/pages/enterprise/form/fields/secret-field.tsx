import { Button, Group, PasswordInput, TextInput } from '@mantine/core';
import { useTexts } from '../../../../texts/texts-context.ts';
import { useFields } from './fields-context.ts';
import { useField } from './use-field.ts';
import { valueAt } from './value-at.ts';

/** What is stored is never shown: its mask is, until another is typed. */
export function SecretField({ path }: { readonly path: string }) {
  const { secret } = useTexts().settingsForm;
  const { value, text, change, leave, isFixed, options: _options, ...field } = useField(path);
  const stood = valueAt(useFields().stored, path);
  const mask = typeof stood === 'string' ? stood : '';
  if (mask !== '' && value === mask)
    return (
      <Group align="flex-end" gap="xs" wrap="wrap">
        <TextInput {...field} value={mask} readOnly flex="1 1 240px" />
        {!isFixed && (
          <Button variant="default" aria-label={`${secret.replace}: ${field.label}`} onClick={() => change('')}>
            {secret.replace}
          </Button>
        )}
      </Group>
    );
  return (
    <Group align="flex-end" gap="xs" wrap="wrap">
      <PasswordInput
        {...field}
        description={mask === '' ? field.description : secret.replacing}
        value={text}
        readOnly={isFixed}
        autoComplete="new-password"
        flex="1 1 240px"
        autoFocus={mask !== ''}
        onChange={(event) => change(event.currentTarget.value)}
        onBlur={leave}
      />
      {mask !== '' && (
        <Button variant="default" onClick={() => change(mask)}>
          {secret.keep}
        </Button>
      )}
    </Group>
  );
}
