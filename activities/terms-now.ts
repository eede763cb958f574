import { createHash } from 'node:crypto';
import { callTerms } from '../domain/call-terms-of.ts';
import type { CallTerms } from '../domain/call-terms.ts';
import type { Enterprise } from '../domain/enterprise.ts';
import type { TermsNow } from './contract/greeting.ts';

/** What a call needs to be told of its settings: nothing where it has read the same before, since histories keep each answer. */
export function termsNow(enterprise: Enterprise, account: string | null, known: string | null): TermsNow {
  const terms = callTerms(enterprise, account);
  const version = versionOf(terms);
  return version === known ? { kind: 'as-known' } : { kind: 'read', version, terms };
}

function versionOf(terms: CallTerms): string {
  return createHash('sha256').update(JSON.stringify(terms)).digest('base64url').slice(0, 16);
}
