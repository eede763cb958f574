import { AskError } from '../../../api/ask.ts';
import { Trouble } from '../../../layout/trouble.tsx';
import { toldProblem } from '../../../texts/told-problem.ts';
import { useTexts } from '../../../texts/texts-context.ts';

/** Why U-ON was not asked at all. */
export function AskTrouble({ error, onAgain }: { readonly error: unknown; readonly onAgain?: () => unknown }) {
  const texts = useTexts();
  const { uonCheck } = texts;
  const status = error instanceof AskError ? error.status : undefined;
  if (error instanceof AskError && status === 429) return <Trouble error={uonCheck.tooOften(error.retryAfterS ?? 1)} />;
  if (status === 409) return <Trouble error={uonCheck.noKey} />;
  if (error instanceof AskError && status === 422)
    return <Trouble error={error.errors.map(({ message }) => toldProblem(message, texts)).join(' ')} />;
  return <Trouble error={error} {...(onAgain && { onAgain })} />;
}
