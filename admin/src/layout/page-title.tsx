import { Title } from '@mantine/core';
import { NameTold } from './name-told.tsx';

export function PageTitle({ children }: { readonly children: string }) {
  return (
    <Title order={1} size="h2">
      <NameTold>{children}</NameTold>
    </Title>
  );
}
