import { Title } from '@mantine/core';

export function PageTitle({ children }: { readonly children: string }) {
  return (
    <Title order={1} size="h2">
      {children}
    </Title>
  );
}
