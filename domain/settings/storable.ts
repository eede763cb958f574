import { storableText } from '../foreign-text.ts';
import { fieldPath, type SettingsProblem } from './problems.ts';

/** No setting is; and what stores and checks them would break where something is nested a hundred thousand deep. */
const DEEPEST = 30;

/** Texts, wherever they stand, that PostgreSQL would not take; a key that it would not take counts to its object; and what is nested too deep. */
export function unstorableTexts(content: unknown, path: readonly PropertyKey[] = []): SettingsProblem[] {
  if (typeof content === 'string') {
    return storableText(content) === content
      ? []
      : [{ field: fieldPath(path), message: 'must have no NUL and no half of a character' }];
  }
  if (path.length > DEEPEST) return [{ field: fieldPath(path.slice(0, 3)), message: 'is nested too deep' }];
  if (Array.isArray(content)) return content.flatMap((each, index) => unstorableTexts(each, [...path, index]));
  if (typeof content !== 'object' || content === null) return [];
  return Object.entries(content).flatMap(([key, value]) => [
    ...unstorableTexts(key, path),
    ...unstorableTexts(value, [...path, key]),
  ]);
}
