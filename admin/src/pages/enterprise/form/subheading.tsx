import { Title } from '@mantine/core';
import type { PropsWithChildren } from 'react';

/** A smaller heading within a part. */
export function Subheading({ children }: PropsWithChildren) {
  return (
    <Title order={3} size="h5" mt="xs">
      {children}
    </Title>
  );
}
