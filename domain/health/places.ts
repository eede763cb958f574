import { enterprisePlace } from '../alarms.ts';

/** Whose numbers they are. Enterprises and accounts are named as in `alarms`: an account's hash has no blank. */
export const PLACE = {
  installation: 'installation',
  enterprise: enterprisePlace,
  account: (account: string): string => `account ${account}`,
} as const;

const ENTERPRISE = enterprisePlace('');

/** The number of the enterprise; null for other places. */
export function enterpriseIn(place: string): string | null {
  return place.startsWith(ENTERPRISE) ? place.slice(ENTERPRISE.length) : null;
}

/** What the processes do, by which their numbers are missed when none is up. */
export const PROCESS_ROLES = ['api', 'calls', 'uon'] as const;
export type ProcessRole = (typeof PROCESS_ROLES)[number];
