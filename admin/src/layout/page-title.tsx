import { Title } from '@mantine/core';
import { useArrival } from './arrival.ts';
import { NameTold } from './name-told.tsx';

/** The heading of a page. `isForUs`: see `useArrival`. */
export function PageTitle({ children, isForUs = true }: { readonly children: string; readonly isForUs?: boolean }) {
  const heading = useArrival<HTMLHeadingElement>(isForUs);
  return (
    <Title order={1} size="h2" ref={heading} tabIndex={-1} className="arrival">
      <NameTold>{children}</NameTold>
    </Title>
  );
}

/** The heading of one thing within a place of an enterprise: a call, a customer. */
export function InnerTitle({ children }: { readonly children: string }) {
  const heading = useArrival<HTMLHeadingElement>();
  return (
    <Title order={2} size="h3" ref={heading} tabIndex={-1} className="arrival">
      <NameTold>{children}</NameTold>
    </Title>
  );
}
