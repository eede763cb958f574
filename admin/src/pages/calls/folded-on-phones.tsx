import { Button, Group } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState, type ReactNode } from 'react';

/** Filters that would push the calls out of a phone's sight: there they are behind a button, which says how many are set. */
export function FoldedOnPhones({
  title,
  count,
  children,
}: {
  readonly title: string;
  readonly count: number;
  readonly children: ReactNode;
}) {
  const isPhone = useMediaQuery('(max-width: 36em)', undefined, { getInitialValueInEffect: false });
  const [isOpen, setOpen] = useState(count > 0);
  if (!isPhone) return children;
  return (
    <>
      <Button variant="default" size="xs" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {count > 0 ? `${title}: ${count}` : title}
      </Button>
      {isOpen && (
        <Group gap="sm" align="flex-start">
          {children}
        </Group>
      )}
    </>
  );
}
