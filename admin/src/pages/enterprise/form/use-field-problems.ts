import type { UseFormReturnType } from '@mantine/form';
import { useState } from 'react';
import type { FieldError } from '../../../api/ask.ts';
import { toldProblem } from '../../../texts/told-problem.ts';
import { useTexts } from '../../../texts/texts-context.ts';
import { sortErrors } from './field-errors.ts';
import { goToField } from './go-to-field.ts';

/** Puts what is wrong with settings at the form's fields; `below` and `fields` as `sortErrors` has them. */
export function useFieldProblems<Fields extends object>(
  form: UseFormReturnType<Fields>,
  place: { readonly below: string; readonly fields: readonly string[] },
) {
  const texts = useTexts();
  const [others, setOthers] = useState<readonly FieldError[]>([]);
  const sort = (errors: readonly FieldError[]) =>
    sortErrors(
      errors.map(({ field, message }) => ({ field, message: toldProblem(message, texts) })),
      place,
    );
  return {
    /** Of fields that the form does not show. */
    others,
    show: (errors: readonly FieldError[]) => {
      const sorted = sort(errors);
      form.setErrors(sorted.ofForm);
      setOthers(sorted.others);
      const [first] = Object.keys(sorted.ofForm);
      // Once it stands there with its error.
      if (first !== undefined) setTimeout(() => goToField(first));
    },
    /** Of one field alone, or below it. */
    showAt: (path: string, errors: readonly FieldError[]) => {
      const found = Object.entries(sort(errors).ofForm).find(([key]) => key === path || key.startsWith(`${path}.`));
      if (found) form.setFieldError(path, found[1]);
    },
    clear: () => {
      setOthers([]);
      form.clearErrors();
    },
  };
}
