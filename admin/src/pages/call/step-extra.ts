import type { CallStoryAnswer } from '../../api/call-story.ts';
import type { Texts } from '../../texts/ru.ts';
import type { StepKind } from '../../texts/ru/steps.ts';
import { stepKind } from './step-kind.ts';
import type { StoryStep } from './story-lines.ts';

const EFFECTS: Partial<Record<StepKind, readonly string[]>> = {
  'client-and-lead': ['user/create', 'lead/create'],
  client: ['user/create'],
  card: ['user/create'],
  lead: ['lead/create'],
  record: ['call_history/create'],
  task: ['reminder/create'],
  recording: ['request-action/create'],
};

/** What is known of a step's effect in U-ON: which id it has there, how often it had to be sent, which popup it was. */
export function stepExtra(
  step: StoryStep,
  { effects, popups }: Pick<CallStoryAnswer, 'effects' | 'popups'>,
  { callPage: { extra } }: Pick<Texts, 'callPage'>,
): readonly string[] {
  const known = stepKind(step.name);
  if (!known) return [];
  if (known.kind === 'popup') {
    const popup = popups.find(({ manager_id: id }) => id === known.of.manager);
    if (!popup) return [];
    const variant = popup.variant === null ? undefined : (extra.variants[popup.variant] ?? popup.variant);
    return [...(variant === undefined ? [] : [variant]), ...sent(popup.attempts, extra.sent)];
  }
  return effects
    .filter(({ effect }) => EFFECTS[known.kind]?.includes(effect))
    .flatMap(({ effect, made_id: id, sends }) => [
      ...(id === null || step.status !== 'done' ? [] : [extra.made(extra.things[effect] ?? effect, id)]),
      ...sent(sends, extra.sent),
    ]);
}

function sent(times: number, told: (times: number) => string): readonly string[] {
  return times > 1 ? [told(times)] : [];
}
