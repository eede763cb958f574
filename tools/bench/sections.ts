import type { Bench } from './bench.ts';
import { measureCost } from './cost/cost.ts';
import { measureDeath } from './death.ts';
import { measureIntake } from './intake.ts';
import { measureJournal } from './journal/journal.ts';
import { measureLimit } from './limit.ts';
import { measureLookups } from './lookups.ts';
import { measureMemory } from './memory.ts';
import { measureBusyPopups, measureIdlePopups } from './popups.ts';
import { measureRequests } from './requests.ts';
import { measureSmart } from './smart.ts';

export interface Section {
  readonly name: string;
  readonly title: string;
  measure(bench: Bench): Promise<unknown>;
}

/** In this order: what may be disturbed by what runs before it comes first. */
const SECTIONS: readonly Section[] = [
  { name: 'popups', title: 'Popups of known clients, one call at a time', measure: measureIdlePopups },
  { name: 'busy', title: 'Popups while there is other work', measure: measureBusyPopups },
  { name: 'requests', title: 'Requests to U-ON a call', measure: measureRequests },
  { name: 'lookups', title: 'Answers to services that ask of a number, in ms', measure: measureLookups },
  { name: 'smart', title: 'Answers to PBXs that ask who calls, in ms', measure: measureSmart },
  { name: 'limit', title: 'The limit of an account under a backlog, four processes', measure: measureLimit },
  { name: 'intake', title: 'Events taken while calls are held', measure: measureIntake },
  { name: 'cost', title: 'Whole calls a second, and a workflow without any thought', measure: measureCost },
  { name: 'death', title: 'From the death of a worker to the next effects', measure: measureDeath },
  { name: 'memory', title: 'Memory of open calls', measure: measureMemory },
  { name: 'journal', title: 'Pages of a journal of 1,000,000 calls, in ms', measure: measureJournal },
];

/** All sections, or those named. An unknown name ends the process with the names there are. */
export function sectionsFrom(names: readonly string[]): readonly Section[] {
  const unknown = names.filter((name) => !SECTIONS.some((section) => section.name === name));
  if (unknown.length > 0) {
    console.error(`There is no section ${unknown.join(', ')}: ${SECTIONS.map(({ name }) => name).join(', ')}`);
    process.exit(2);
  }
  return names.length === 0 ? SECTIONS : SECTIONS.filter(({ name }) => names.includes(name));
}
