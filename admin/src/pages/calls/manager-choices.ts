import type { CallRow } from '../../api/calls.ts';
import type { Manager } from '../../api/managers.ts';
import type { Texts } from '../../texts/ru.ts';

/**
 * Managers to choose from, by their names: those of U-ON's list, those of the calls that are shown (the list may not have been
 * read, or have lost them), and who is chosen already.
 */
export function managerChoices(
  managers: readonly Manager[],
  rows: readonly Pick<CallRow, 'manager'>[],
  chosen: string | undefined,
  { manager: unnamed, extension }: Pick<Texts['calls'], 'manager' | 'extension'>,
): { value: string; label: string }[] {
  const labels = new Map<string, string>();
  if (chosen !== undefined) labels.set(chosen, unnamed(chosen));
  for (const { manager } of rows) if (manager) labels.set(manager.id, manager.name ?? unnamed(manager.id));
  for (const { id, name, extensions } of managers)
    labels.set(id, extensions.length === 0 ? name : `${name}, ${extension(extensions.join(', '))}`);
  return [...labels].map(([value, label]) => ({ value, label })).toSorted((a, b) => a.label.localeCompare(b.label));
}
