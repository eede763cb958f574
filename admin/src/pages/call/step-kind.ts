import type { StepKind, StepOf } from '../../texts/ru/steps.ts';

/** What a step is about, read from its name in the journal. */
export interface KnownStep {
  readonly kind: StepKind;
  readonly of: StepOf;
}

const NOBODY: StepOf = { extension: '', manager: '', lead: '', event: '' };

const FORMS: readonly (readonly [StepKind, RegExp])[] = [
  ['lookup', /^user\/phone$/],
  ['client-and-lead', /^user\/create, lead\/create$/],
  ['client', /^user\/create$/],
  ['card', /^user\/create: link of a popup$/],
  ['lead', /^lead\/create$/],
  ['leads', /^lead-by-client$/],
  ['status', /^request\/update: status$/],
  ['missed-status', /^request\/update: missed$/],
  ['lead-manager', /^request\/update: manager of lead (?<lead>.+)$/],
  ['client-manager', /^user\/update: manager$/],
  ['managers', /^managers$/],
  ['record', /^call_history\/create$/],
  ['task', /^reminder\/create$/],
  ['recording', /^request-action\/create(: recording)?$/],
  ['popup', /^popup: extension (?<extension>.+), manager (?<manager>.+)$/],
  ['popup-unmanaged', /^popup: extension (?<extension>[^,]+)$/],
  ['hangup', /^hangup$/],
  ['u-on', /^U-ON$/],
  ['event', /^event (?<event>\w+)$/],
];

/** Null for a step that this page does not know: its name is shown as it is. */
export function stepKind(name: string): KnownStep | null {
  for (const [kind, form] of FORMS) {
    const match = form.exec(name);
    if (match) return { kind, of: { ...NOBODY, ...match.groups } };
  }
  return null;
}
