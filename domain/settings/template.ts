import type { z } from 'zod';

/** A check for zod: every `{placeholder}` of a template must be one of `names`, and every brace belong to one. */
export function knownPlaceholders(names: readonly string[]) {
  const known = names.map((name) => `{${name}}`).join(', ');
  return (template: string, context: z.RefinementCtx<string>): void => {
    const unknown = [...template.matchAll(PLACEHOLDER)]
      .map((match) => match[1] ?? '')
      .filter((name) => !names.includes(name));
    for (const name of unknown)
      context.addIssue({ code: 'custom', message: `unknown placeholder {${name}}; known: ${known}` });
    if (/[{}]/.test(template.replace(PLACEHOLDER, '')))
      context.addIssue({ code: 'custom', message: 'has a lone brace' });
  };
}

/** Puts the values in; a placeholder without a value makes the whole template `undefined`. */
export function fillTemplate(
  template: string,
  values: Readonly<Record<string, string | undefined>>,
): string | undefined {
  let isComplete = true;
  const filled = template.replace(PLACEHOLDER, (_whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) isComplete = false;
    return value ?? '';
  });
  return isComplete ? filled : undefined;
}

const PLACEHOLDER = /\{([^{}]*)\}/g;
