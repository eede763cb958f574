import { Alert, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { z } from 'zod';
import { CopiedText } from '../../../layout/copied-text.tsx';
import { useTexts } from '../../../texts/texts-context.ts';

const handed = z.object({ token: z.string() });

/** What a page that made a token hands to this place. */
export type HandedToken = z.output<typeof handed>;

/**
 * A token that was just made, until the place is left. That of a new enterprise comes along with the way here, and is taken out of
 * the browser's memory of that way at once: going back, or loading the page anew, shows it no more.
 */
export function useMadeToken() {
  const location = useLocation();
  const { pathname } = location;
  const state: unknown = location.state;
  const navigate = useNavigate();
  const came = handed.safeParse(state).data?.token ?? null;
  const [made, setMade] = useState({ token: came, isReplaced: false });
  useEffect(() => {
    if (came !== null) void navigate(pathname, { replace: true, state: null });
  }, [came, navigate, pathname]);
  return { ...made, onReplaced: (token: string) => setMade({ token, isReplaced: true }) };
}

export function MadeToken({ token, isReplaced }: { readonly token: string; readonly isReplaced: boolean }) {
  const { token: texts } = useTexts().pbx;
  return (
    <Alert color="green" variant="light" role="status" title={texts.made}>
      <CopiedText text={token} label={`${texts.copy}: ${texts.heading}`} />
      {isReplaced && (
        <Text size="sm" mt="xs">
          {texts.changed}
        </Text>
      )}
    </Alert>
  );
}
