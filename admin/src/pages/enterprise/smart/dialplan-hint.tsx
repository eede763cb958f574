import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useTexts } from '../../../texts/texts-context.ts';

/** The PBX asks by its dialplan: where that is found. */
export function DialplanHint({ number }: { readonly number: string }) {
  const { smart: words } = useTexts();
  return (
    <Text size="sm">
      {words.dialplan}{' '}
      <Anchor component={Link} to={`/enterprises/${number}/pbx`} underline="always">
        {words.dialplanLink}
      </Anchor>
    </Text>
  );
}
