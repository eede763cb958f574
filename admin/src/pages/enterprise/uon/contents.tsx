import { UnstyledButton } from '@mantine/core';
import { useScrollSpy } from '@mantine/hooks';
import { useTexts } from '../../../texts/texts-context.ts';
import { headingId } from './section.tsx';
import { SECTIONS, sectionOf, type SectionName } from './sections.ts';

/** Goes to the parts: beside them on a desk, above them on a phone. Buttons, since the address after `#` is a place of the page. */
export function Contents({ errors }: { readonly errors: object }) {
  const { uon } = useTexts();
  const spy = useScrollSpy({ selector: '.uon-heading', offset: 140 });
  const wrong = new Set(Object.keys(errors).map(sectionOf));
  return (
    <nav aria-label={uon.contents} className="uon-contents">
      {SECTIONS.map((name, index) => (
        <UnstyledButton
          key={name}
          aria-current={spy.active === index ? 'true' : undefined}
          className={wrong.has(name) ? 'wrong' : ''}
          onClick={() => goTo(name)}
        >
          {uon.sections[name]}
          {wrong.has(name) && ' ⚠'}
        </UnstyledButton>
      ))}
    </nav>
  );
}

function goTo(name: SectionName): void {
  const heading = document.getElementById(headingId(name));
  heading?.focus({ preventScroll: true });
  heading?.scrollIntoView({ block: 'start' });
}
