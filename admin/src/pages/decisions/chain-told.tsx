import { List, Text } from '@mantine/core';
import type { SmartTryAnswer } from '../../api/smart.ts';
import { useTexts } from '../../texts/texts-context.ts';

/** The rules in their order: what each gave, or why its option fell away. The first that gave one is whom to ring. */
export function ChainTold({ chain }: Pick<SmartTryAnswer, 'chain'>) {
  const { decisions: words } = useTexts();
  return (
    <List type="ordered" size="sm" aria-label={words.chain}>
      {chain.map(({ who, extension, is_option: isOption, reason }) => (
        <List.Item key={`${who} ${extension} ${reason}`}>
          {words.subjects[who]}:{' '}
          {isOption && extension !== null ? (
            <b>{words.option(extension)}</b>
          ) : (
            <Text span inherit c="dimmed">
              {words.fallen(extension, words.reasons[reason])}
            </Text>
          )}
        </List.Item>
      ))}
    </List>
  );
}
