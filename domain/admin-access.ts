/** Of the installation: everything. Of an enterprise: its settings, calls and customers. A reader changes nothing. */
export type Role = 'owner' | 'administrator' | 'reader';

export const ROLES = ['owner', 'administrator', 'reader'] as const satisfies readonly Role[];

/** Who asks. */
export interface Person {
  readonly role: Role;
  /** Numbers of enterprises; null: all there are. */
  readonly enterprises: readonly string[] | null;
}

/** What somebody would do: with an enterprise, with the installation, or with his own account. */
export type Wish =
  | { readonly what: 'read-enterprise' | 'change-enterprise'; readonly enterprise: string }
  | {
      readonly what:
        | 'add-enterprise'
        | 'remove-enterprise'
        | 'manage-users'
        | 'read-audit'
        | 'read-payloads'
        | 'read-installation';
    }
  | { readonly what: 'use-own-account' };

/**
 * May this person do that? The one place where roles and enterprises decide; whether there is such an enterprise is not
 * asked, so that a refusal does not tell.
 */
export function may({ role, enterprises }: Person, wish: Wish): boolean {
  switch (wish.what) {
    case 'use-own-account':
      return true;
    case 'read-enterprise':
      return isOf(enterprises, wish.enterprise);
    case 'change-enterprise':
      return role !== 'reader' && isOf(enterprises, wish.enterprise);
    case 'add-enterprise':
    case 'remove-enterprise':
    case 'manage-users':
    case 'read-audit':
    // A payload does not say whose it is.
    case 'read-payloads':
    case 'read-installation':
      return role === 'owner';
  }
}

function isOf(enterprises: Person['enterprises'], number: string): boolean {
  return enterprises === null || enterprises.includes(number);
}
