import type { Texts } from './ru.ts';

/** What the API says of a field, in the language of the page. */
export function toldProblem(message: string, { fieldProblems }: Pick<Texts, 'fieldProblems'>): string {
  for (const [pattern, text] of fieldProblems) {
    const found = pattern.exec(message);
    if (found) return text.replace(/\$(\d)/g, (_, index: string) => found[Number(index)] ?? '');
  }
  return message.charAt(0).toUpperCase() + message.slice(1);
}

/** The name of a setting by its key as the API has it. */
export function settingName(key: string, { settingNames }: Pick<Texts, 'settingNames'>): string {
  const parts = key.replace(/^integrations_config\./, '').split('.');
  const beginnings = parts.map((_, index) => parts.slice(0, parts.length - index).join('.'));
  const known = beginnings.find((beginning) => Object.hasOwn(settingNames, beginning));
  return known === undefined ? key : (settingNames[known] ?? key);
}
