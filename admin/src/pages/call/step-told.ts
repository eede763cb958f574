import type { StepStatus } from '../../../../domain/journal.ts';
import type { Texts } from '../../texts/ru.ts';
import type { StepWords } from '../../texts/ru/steps.ts';
import { stepKind } from './step-kind.ts';
import { whyTold } from './why-told.ts';

/** What the journal has of a step. */
export interface StepGiven {
  readonly name: string;
  /** ISO 8601. */
  readonly at: string;
  readonly status: StepStatus;
  /** Why it failed or was not done. */
  readonly error: string | null;
  /** Somebody had it done anew. */
  readonly is_repeat: boolean;
}

/** A step in words. */
export interface StepTold {
  /** As «Запись о звонке в U-ON». */
  readonly name: string;
  /** As «создана». */
  readonly ended: string;
  /** Why it was not done; null where there is nothing to say, or a failure says it. */
  readonly why: string | null;
}

/** What of the call a step's words depend on. */
export interface StoryOf {
  /** All of the call; null where they are not known here. */
  readonly steps: readonly { readonly name: string; readonly at: string }[] | null;
  readonly clientId: string | null;
  /** A manager's name where it is known, else its id in words. */
  readonly managerName: (id: string) => string;
}

/** A step's words. One that is not known keeps the journal's own: nothing is hidden. */
export function stepTold(step: StepGiven, story: StoryOf, texts: Pick<Texts, 'steps' | 'whys'>): StepTold {
  const { steps } = texts;
  const known = stepKind(step.name);
  const again = (name: string) => (step.is_repeat ? steps.again(name) : name);
  if (!known) return { name: again(step.name), ended: steps.ended[step.status], why: whyOf(step, story, texts) };
  const words: StepWords = steps.kinds[known.kind];
  const of = { ...known.of, manager: story.managerName(known.of.manager) };
  return {
    name: again(typeof words.name === 'string' ? words.name : words.name(of)),
    ended:
      known.kind === 'lookup' && step.status === 'done' && story.steps !== null
        ? steps[wasFound(step, story.steps, story) ? 'found' : 'notFound']
        : (endingOf(words, step) ?? steps.ended[step.status]),
    why: whyOf(step, story, texts),
  };
}

function endingOf({ endings }: StepWords, { status }: StepGiven): string | undefined {
  return status === 'late' ? undefined : endings[status];
}

/** The journal tells that the lookup was done, not what it found: who had to be created after it was not found. */
function wasFound(
  lookup: StepGiven,
  steps: NonNullable<StoryOf['steps']>,
  { clientId }: Pick<StoryOf, 'clientId'>,
): boolean {
  return clientId !== null && !steps.some(({ name, at }) => name.startsWith('user/create') && at >= lookup.at);
}

function whyOf({ status, error }: StepGiven, { managerName }: StoryOf, texts: Pick<Texts, 'whys'>): string | null {
  if (error === null) return null;
  const manager = /^the client has manager (.+)$/.exec(error)?.[1];
  if (manager !== undefined) return texts.whys.hasManager(managerName(manager));
  return whyTold(error, texts) ?? (status === 'failed' ? null : error);
}
