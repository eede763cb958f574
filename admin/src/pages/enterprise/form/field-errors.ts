import type { FieldError } from '../../../api/ask.ts';

/** What is wrong with fields: of the form, by its paths; and of what it does not show. */
export interface SortedErrors {
  /** `lines.1.phone`: as the form names its fields. */
  readonly ofForm: Readonly<Record<string, string>>;
  readonly others: readonly FieldError[];
}

/**
 * Sorts the API's errors (`integrations_config.uon.links.client`) for a form whose fields stand `below` a key
 * (`integrations_config.uon`) and begin with one of `fields`. The first of several for one field is kept.
 */
export function sortErrors(
  errors: readonly FieldError[],
  { below, fields }: { readonly below: string; readonly fields: readonly string[] },
): SortedErrors {
  const ofForm: Record<string, string> = {};
  const others: FieldError[] = [];
  for (const error of errors) {
    const path = formPath(error.field, below);
    if (path === null || !fields.includes(path.split('.')[0] ?? '')) others.push(error);
    else ofForm[path] ??= error.message;
  }
  return { ofForm, others };
}

function formPath(field: string, below: string): string | null {
  const isBelow = below === '' || field.startsWith(`${below}.`);
  return isBelow ? field.slice(below === '' ? 0 : below.length + 1).replace(/\[(\d+)\]/g, '.$1') : null;
}
