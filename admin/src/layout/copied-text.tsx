import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTexts } from '../texts/texts-context.ts';

interface Props {
  readonly text: string;
  /** What is copied, for who does not see what stands beside the button. */
  readonly label: string;
  readonly isBlock?: boolean;
}

/** A text with a button that copies it; where the browser lets pages copy nothing (plain http) it selects the text. */
export function CopiedText({ text, label, isBlock = false }: Props) {
  const { token } = useTexts().pbx;
  const place = useRef<HTMLElement>(null);
  const [done, setDone] = useState<'copied' | 'selected' | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setDone('copied');
    } catch {
      if (place.current) window.getSelection()?.selectAllChildren(place.current);
      setDone('selected');
    }
  };
  return (
    <Stack gap={6}>
      <Code ref={place} block={isBlock} fz={isBlock ? 'xs' : 'md'} className="copied-text" tabIndex={isBlock ? 0 : -1}>
        {text}
      </Code>
      <Group gap="xs">
        <Button size="xs" variant="default" aria-label={label} onClick={() => void copy()}>
          {token.copy}
        </Button>
        <Text size="xs" role="status">
          {done !== null && token[done]}
        </Text>
      </Group>
    </Stack>
  );
}
