import type { ReactNode } from 'react';
import { useTexts } from '../../../../texts/texts-context.ts';
import type { Texts } from '../../../../texts/ru.ts';
import { DEFAULT_DRAFT } from '../default-draft.ts';
import { valueAt } from '../draft.ts';
import { useDraft, usePlace } from '../form-context.ts';
import { LATER } from './later.ts';

type Name = keyof Texts['uon']['fields'];

/** They say where secrets are sent, and by which webhooks are let in. */
const OF_OWNERS: readonly string[] = ['api_url', 'originate_url', 'webhook_secret'];

/** A setting in the draft, by its path: its words, its default, what is wrong with it, how it is changed. */
export function useField(path: string) {
  const draft = useDraft();
  const { uon } = useTexts();
  const { checkField, isOwner } = usePlace();
  const name = path.replace(/^(incoming|outgoing)_call_actions\./, '');
  const words = isName(name, uon.fields) ? uon.fields[name] : { label: name, help: '' };
  const isOwners = OF_OWNERS.includes(name) && !isOwner;
  const notes = [
    words.help === '' ? '' : `${words.help}.`,
    LATER.includes(name) ? uon.later : '',
    isOwners ? uon.ownerOnly : '',
    defaultOf(path, name, uon),
  ];
  const value = valueAt(draft.values, path);
  return {
    value,
    /** As it stands in an input of text. */
    text: typeof value === 'string' ? value : '',
    error: errorAt(path, draft.errors),
    label: words.label,
    description: notes.filter((note) => note !== '').join(' '),
    isFixed: isOwners,
    options: uon.options[name] ?? {},
    'data-path': path,
    change: (value: string | number | boolean | undefined) => {
      draft.setFieldValue(path, value);
      // What was wrong with items of a list is said anew once it is left.
      for (const key of Object.keys(draft.errors)) if (key.startsWith(`${path}.`)) draft.clearFieldError(key);
    },
    leave: () => checkField(path),
  };
}

/** Of a list, what is wrong with any of its items. */
function errorAt(path: string, errors: Readonly<Record<string, ReactNode>>): ReactNode {
  return Object.entries(errors).find(([key]) => key === path || key.startsWith(`${path}.`))?.[1];
}

function isName(name: string, fields: Texts['uon']['fields']): name is Name {
  return Object.hasOwn(fields, name);
}

function defaultOf(path: string, name: string, { options, yes, no, defaultIs }: Texts['uon']): string {
  const value = valueAt(DEFAULT_DRAFT, path);
  if (typeof value === 'boolean') return defaultIs(value ? yes : no);
  if (typeof value === 'number') return defaultIs(String(value));
  return typeof value !== 'string' || value === '' ? '' : defaultIs(options[name]?.[value] ?? value);
}
