import type { CallTerms } from './call-terms.ts';
import { isUonFirstForNames, type Enterprise } from './enterprise.ts';
import { ownNumbers } from './settings/line.ts';

/** What the settings of an enterprise say for its calls. `account`: null while U-ON is switched off or has no key. */
export function callTerms(enterprise: Enterprise, account: string | null): CallTerms {
  const { number, country, timezone, lines, uon } = enterprise;
  return {
    enterprise: number,
    account,
    country,
    timezone,
    lines,
    ownNumbers: ownNumbers(lines),
    uon,
    isUonFirstForNames: isUonFirstForNames(enterprise),
  };
}
