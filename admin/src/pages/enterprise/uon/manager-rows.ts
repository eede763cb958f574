import { withExtensionsOfUon } from '../../../../../domain/manager-extensions.ts';
import { partsOf } from '../form/parts-of.ts';

/** A manager as a row of the table. */
export interface ManagerRow {
  readonly id: string;
  /** Null: the settings name an id that U-ON's list has not, or there is no list. */
  readonly name: string | null;
  readonly isActive: boolean;
  /** As they stand in the form; else what U-ON holds, where nobody else has it. */
  readonly effective: readonly string[];
  readonly isOfUon: boolean;
  /** Extensions that somebody else of the table has too. */
  readonly shared: readonly string[];
}

interface Manager {
  readonly id: string;
  readonly name: string;
  readonly extensions: readonly string[];
  readonly is_active: boolean;
}

type Typed = Readonly<Record<string, string | undefined>>;

/** U-ON's managers; null where nobody could read its list yet, which says nothing of who is in it. */
export function listedManagers(lists: Lists | undefined): readonly Manager[] | null {
  const isRead = lists !== undefined && (lists.fetched_at !== null || lists.managers.length > 0);
  return isRead ? lists.managers : null;
}

interface Lists {
  readonly managers: readonly Manager[];
  readonly fetched_at: string | null;
}

/** Those of U-ON as it lists them, the dismissed only where they still have an extension; then ids that U-ON does not know. */
export function managerRows(managers: readonly Manager[], typed: Typed): readonly ManagerRow[] {
  const typedOf = (id: string) => partsOf(typed[id]);
  const known = new Set(managers.map(({ id }) => id));
  const gone = Object.keys(typed).filter((id) => !known.has(id) && typedOf(id).length > 0);
  const listed = managers.filter(({ id, is_active }) => is_active || typedOf(id).length > 0);
  const people = [
    ...listed.map(({ id, name, is_active, extensions }) => ({ id, name, isActive: is_active, ofUon: extensions })),
    ...gone.map((id) => ({ id, name: null, isActive: false, ofUon: [] })),
  ];
  const ofSettings = byId(people, ({ id }) => typedOf(id));
  const merged: Readonly<Record<string, readonly string[]>> = withExtensionsOfUon(
    ofSettings,
    byId(people, ({ ofUon }) => ofUon),
  );
  return people.map(({ id, name, isActive }) => {
    const effective = merged[id] ?? [];
    const others = people.filter((other) => other.id !== id).flatMap((other) => merged[other.id] ?? []);
    return {
      ...{ id, name, isActive, effective },
      isOfUon: effective.length > 0 && !(id in ofSettings),
      shared: effective.filter((extension) => others.includes(extension)),
    };
  });
}

function byId<P extends { readonly id: string }>(people: readonly P[], extensionsOf: (person: P) => readonly string[]) {
  const entries = people.map((person): [string, readonly string[]] => [person.id, extensionsOf(person)]);
  return Object.fromEntries(entries.filter(([, extensions]) => extensions.length > 0));
}
