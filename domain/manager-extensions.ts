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

interface HasUserExtensions {
  readonly user_extensions: Readonly<Record<string, readonly string[]>>;
}
