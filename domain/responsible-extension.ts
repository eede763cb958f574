import { extensionsOfManager } from './manager-extensions.ts';
import type { Client } from './uon-shapes.ts';

/** Why a call is to go to an extension, or to none. docs/internal-http.md has the same list. */
export const EXTENSION_REASONS = [
  /** The client's manager in U-ON has it. */
  'manager',
  /** The client's manager has none (`user_extensions`, or what U-ON holds). */
  'no_extension',
  /** Nobody answers for the client. */
  'no_manager',
  /** U-ON knows nobody under the number. */
  'no_client',
  /** The caller hides the number, or it is none. */
  'no_number',
] as const;

export interface ResponsibleExtension {
  readonly extension: string | null;
  readonly managerId: string | null;
  readonly reason: (typeof EXTENSION_REASONS)[number];
}

/** The first extension of the client's manager. `client`: null where U-ON knows none. */
export function responsibleExtension(
  settings: Parameters<typeof extensionsOfManager>[0],
  client: Pick<Client, 'managerId'> | null,
): ResponsibleExtension {
  if (!client) return { extension: null, managerId: null, reason: 'no_client' };
  const { managerId } = client;
  if (managerId === null) return { extension: null, managerId, reason: 'no_manager' };
  const [extension] = extensionsOfManager(settings, managerId);
  if (extension === undefined) return { extension: null, managerId, reason: 'no_extension' };
  return { extension, managerId, reason: 'manager' };
}
