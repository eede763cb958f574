import { createContext, useContext, type ReactNode } from 'react';
import type { FieldWords } from '../../../../texts/place-words.ts';

/** What may stand in a field; undefined: it is not set. */
export type FieldValue = string | number | boolean | undefined;

/** What fields of settings know of the form in which they stand. */
export interface FieldsPlace {
  readonly form: {
    readonly values: object;
    readonly errors: Readonly<Record<string, ReactNode>>;
    readonly setFieldValue: (path: string, value: FieldValue) => void;
    readonly clearFieldError: (path: string) => void;
  };
  /** Words and options of a setting, by its path. */
  readonly wordsOf: (path: string) => FieldWords & { readonly options?: Readonly<Record<string, string>> };
  /** What counts where nothing is set, in the form of the values. */
  readonly defaults: object;
  /** As they stand in the database. */
  readonly stored: object;
  /** May who is logged in change none but by an owner? */
  readonly isOwners: (path: string) => boolean;
  /** Says what is wrong with a field that was left. */
  readonly checkField: (path: string) => void;
}

const FieldsContext = createContext<FieldsPlace | null>(null);
export const FieldsProvider = FieldsContext.Provider;

export function useFields(): FieldsPlace {
  const place = useContext(FieldsContext);
  if (!place) throw new Error('there is no form around this field');
  return place;
}
