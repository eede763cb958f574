import { Alert, Anchor, Group, Text } from '@mantine/core';
import { Link, useLocation } from 'react-router';
import { momentOf } from '../texts/moment-of.ts';
import { useLanguage } from '../texts/texts-context.ts';

/** Somebody else knows the password, and it runs out: said on every page until it is changed. */
export function MadePasswordNotice({ until }: { readonly until: string }) {
  const { language, texts } = useLanguage();
  const { pathname } = useLocation();
  const { madePassword } = texts;
  return (
    <Alert color="blue" variant="light" mb="md" role="note">
      <Group justify="space-between" gap="xs">
        <Text size="sm">{madePassword.notice(momentOf(until, language))}</Text>
        {pathname !== '/account' && (
          <Anchor component={Link} to="/account" size="sm" underline="always" c="inherit">
            {madePassword.change}
          </Anchor>
        )}
      </Group>
    </Alert>
  );
}
