import type { z } from 'zod';

/** One mistake of a settings file: the path of the field (`lines[1].phone`, empty for the file) and what is wrong. */
export interface SettingsProblem {
  readonly field: string;
  readonly message: string;
}

/** All mistakes that zod found; each unknown key is one of its own. No message repeats a value of the file. */
export function problemsOf(error: z.ZodError): SettingsProblem[] {
  return error.issues.flatMap(problemsOfIssue);
}

function problemsOfIssue(issue: z.core.$ZodIssue): SettingsProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: fieldPath([...issue.path, key]), message: 'unknown key' }));
  }
  // A key of a map that breaks its rule: the reason is one level down.
  const message = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
  return [{ field: fieldPath(issue.path), message: readable(message) }];
}

function readable(message: string): string {
  return message.replace(/^Invalid input: expected object.*$/, 'must be an object').replace(/^Invalid input: /, '');
}

/** `lines[1].phone` */
export function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((field, key) => {
    if (typeof key === 'number') return `${field}[${key}]`;
    return field ? `${field}.${String(key)}` : String(key);
  }, '');
}
