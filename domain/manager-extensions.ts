/** The managers whom an extension rings, in the order of the file. */
export function managersOfExtension(settings: HasUserExtensions, ext: string): string[] {
  return Object.entries(settings.user_extensions)
    .filter(([, extensions]) => extensions.includes(ext))
    .map(([managerId]) => managerId);
}

/** The extensions of a manager, the first is the one to be called; empty when there is none. */
export function extensionsOfManager(settings: HasUserExtensions, managerId: string): readonly string[] {
  return settings.user_extensions[managerId] ?? [];
}

type Extensions = Readonly<Record<string, readonly string[]>>;

/**
 * The extensions of the settings, and for managers whom these don't name what U-ON holds (`ip_internal_number`); an extension
 * that the settings gave to somebody stays theirs.
 */
export function withExtensionsOfUon<E extends Extensions>(ofSettings: E, ofUon: E): E | Record<string, string[]> {
  const taken = new Set(Object.values(ofSettings).flat());
  const more = Object.entries(ofUon).flatMap(([managerId, extensions]) => {
    const free = extensions.filter((extension) => !taken.has(extension));
    return managerId in ofSettings || free.length === 0 ? [] : [[managerId, free] as const];
  });
  return more.length === 0
    ? ofSettings
    : { ...Object.fromEntries(more.map(([id, free]) => [id, [...free]])), ...ofSettings };
}

interface HasUserExtensions {
  readonly user_extensions: Readonly<Record<string, readonly string[]>>;
}
