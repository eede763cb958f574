import type { ReactNode } from 'react';
import type { Texts } from '../../../../texts/ru.ts';
import { useTexts } from '../../../../texts/texts-context.ts';
import { useFields, type FieldValue } from './fields-context.ts';
import { valueAt } from './value-at.ts';

/** A setting in the form, by its path: its words, its default, what is wrong with it, how it is changed. */
export function useField(path: string) {
  const { form, wordsOf, defaults, isOwners, checkField } = useFields();
  const { fields: told } = useTexts().settingsForm;
  const { label, help, options = {} } = wordsOf(path);
  const isFixed = isOwners(path);
  const notes = [
    help === '' ? '' : `${help}.`,
    isFixed ? told.ownerOnly : '',
    defaultTold(valueAt(defaults, path), options, told),
  ];
  const value = valueAt(form.values, path);
  return {
    value,
    /** As it stands in an input of text. */
    text: typeof value === 'string' ? value : '',
    error: errorAt(path, form.errors),
    label,
    description: notes.filter((note) => note !== '').join(' '),
    isFixed,
    options,
    'data-path': path,
    change: (value: FieldValue) => {
      form.setFieldValue(path, value);
      // What was wrong with items of a list is said anew once it is left.
      for (const key of Object.keys(form.errors)) if (key.startsWith(`${path}.`)) form.clearFieldError(key);
    },
    leave: () => checkField(path),
  };
}

/** Of a list, what is wrong with any of its items. */
function errorAt(path: string, errors: Readonly<Record<string, ReactNode>>): ReactNode {
  return Object.entries(errors).find(([key]) => key === path || key.startsWith(`${path}.`))?.[1];
}

type Told = Texts['settingsForm']['fields'];

function defaultTold(value: unknown, options: Readonly<Record<string, string>>, told: Told): string {
  if (typeof value === 'boolean') return told.defaultIs(value ? told.yes : told.no);
  if (typeof value === 'number') return told.defaultIs(String(value));
  return typeof value !== 'string' || value === '' ? '' : told.defaultIs(options[value] ?? value);
}
