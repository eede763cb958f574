import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../../texts/texts-context.ts';

/** A link to another page of the web; that one is not told where it was followed from. */
export function Outside({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  const { callPage } = useTexts();
  return (
    <Anchor href={href} target="_blank" rel="noreferrer noopener" title={callPage.newTab}>
      {children}
    </Anchor>
  );
}
