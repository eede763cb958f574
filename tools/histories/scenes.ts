import { CARD_SCENES } from './card-scenes.ts';
import { INTERNAL_SCENES } from './internal-scenes.ts';
import { MERGED_SCENES } from './merged-scenes.ts';
import { NUMBER_SCENES } from './number-scenes.ts';
import { ODD_CALLS } from './odd-calls.ts';
import { ORDINARY_CALLS } from './ordinary-calls.ts';
import { RECOVERY_SCENES } from './recovery-scenes.ts';
import { REPEAT_SCENES } from './repeat-scenes.ts';
import type { Scene } from './scene.ts';
import { TELEGRAM_SCENES } from './telegram-scenes.ts';
import { TRIAL_SCENES } from './trial-scenes.ts';
import { TROUBLED_CALLS } from './troubled-calls.ts';
import { WEBHOOK_SCENES } from './webhook-scenes.ts';

/** Each branch of the workflows that a change could break; those that take longest first. */
export const SCENES: readonly Scene[] = [
  ...TROUBLED_CALLS,
  ...NUMBER_SCENES,
  ...WEBHOOK_SCENES,
  ...MERGED_SCENES,
  ...INTERNAL_SCENES,
  ...CARD_SCENES,
  ...RECOVERY_SCENES,
  ...REPEAT_SCENES,
  ...TRIAL_SCENES,
  ...TELEGRAM_SCENES,
  ...ODD_CALLS,
  ...ORDINARY_CALLS,
];

/** The files that a scene's histories go to, without their ending. */
export function filesOf({ name, number, others = {} }: Scene): string[] {
  return [...(name ? [name] : []), ...(number ? [number] : []), ...Object.values(others)];
}
