import { callerSnippets, type CallerSnippets } from '../../../../../domain/caller-snippets.ts';
import { usePublicUrl } from '../../../api/installation.ts';
import { useTexts } from '../../../texts/texts-context.ts';
import { SnippetsFrame } from './snippets-frame.tsx';

interface Props {
  /** One that was just made: it stands in the dialplan then. */
  readonly token: string | null;
}

const PARTS: readonly (keyof CallerSnippets)[] = ['curl', 'fastagi', 'usage'];

/** What the agency's Asterisk needs to show who calls and to ring the right one first, ready to be pasted. */
export function CallersCard({ token }: Props) {
  const { callers: texts, snippets: of } = useTexts().pbx;
  const address = usePublicUrl();
  if (!address) return null;
  const snippets = callerSnippets({ url: address.url, token: token ?? of.placeholder, words: texts.words });
  return (
    <SnippetsFrame
      heading={texts.heading}
      hint={texts.hint}
      token={token}
      snippets={PARTS.map((part) => ({ title: texts[part], file: 'extensions.conf', text: snippets[part] }))}
    />
  );
}
