import { List } from '@mantine/core';
import { useTexts } from '../../../texts/texts-context.ts';
import { More } from '../form/more.tsx';

/** How a bot is made, and where the ids of chat and topic are found. */
export function BotHelp() {
  const { help } = useTexts().telegram;
  return (
    <More title={help.heading}>
      <List type="ordered" size="sm" spacing="xs" className="long-word">
        {help.steps.map((step) => (
          <List.Item key={step}>{step}</List.Item>
        ))}
      </List>
    </More>
  );
}
