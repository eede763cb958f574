import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { AskError } from '../../../api/ask.ts';
import { useTelegramCheck, type TelegramCheckAnswer } from '../../../api/telegram.ts';
import { Trouble } from '../../../layout/trouble.tsx';
import { useTexts } from '../../../texts/texts-context.ts';
import { CheckNote, CheckStep } from '../form/check-step.tsx';
import { Part } from '../form/part.tsx';

interface Props {
  readonly number: string;
  readonly isDirty: boolean;
  /** Stores what is typed; false where that was refused. */
  readonly save: () => Promise<boolean>;
}

/** Tries what is stored: bot, chat, and a message in it. */
export function TelegramCheck({ number, isDirty, save }: Props) {
  const { telegram, settingsForm } = useTexts();
  const { check: told } = settingsForm;
  const check = useTelegramCheck(number);
  const [isSaving, setSaving] = useState(false);
  const submit = async () => {
    setSaving(true);
    const isStored = !isDirty || (await save());
    setSaving(false);
    if (isStored) check.mutate();
  };
  return (
    <Part heading={told.heading} lead={telegram.check.lead}>
      <Group>
        <Button loading={isSaving || check.isPending} onClick={() => void submit()}>
          {isDirty ? told.saveAndSubmit : told.submit}
        </Button>
      </Group>
      {check.isError && <CheckTrouble error={check.error} />}
      {check.data && <Result answer={check.data} />}
    </Part>
  );
}

function CheckTrouble({ error }: { readonly error: unknown }) {
  const { check: words } = useTexts().telegram;
  if (error instanceof AskError && error.status === 409) return <Trouble error={words.notSet} />;
  if (error instanceof AskError && error.status === 429)
    return <Trouble error={words.tooOften(error.retryAfterS ?? 1)} />;
  return <Trouble error={error} />;
}

function Result({ answer: { bot, chat, message } }: { readonly answer: TelegramCheckAnswer }) {
  const { check: words } = useTexts().telegram;
  const { steps, codes } = words;
  const { title, type, is_forum: isForum, migrated_to: migratedTo } = chat.facts;
  const username = bot.facts.username;
  const said = (text: string | null) => text !== null && <CheckNote>{words.said(text)}</CheckNote>;
  const kind = [type === null ? null : words.types[type], isForum === true ? words.forum : null].filter(Boolean);
  return (
    <Stack component="ol" gap="sm" m={0} p={0} className="bare-list" role="list" aria-live="polite">
      <CheckStep step={bot} name={steps.bot} said={codes.bot[bot.code]}>
        {username !== null && (
          <CheckNote>{words.bot([bot.facts.name, `@${username}`].filter(Boolean).join(', '))}</CheckNote>
        )}
        {said(bot.message)}
      </CheckStep>
      <CheckStep step={chat} name={steps.chat} said={codes.chat[chat.code]}>
        {title !== null && <CheckNote>{[words.chat(title), ...kind].join(', ')}</CheckNote>}
        {migratedTo !== null && <CheckNote>{words.migratedTo(migratedTo)}</CheckNote>}
        {said(chat.message)}
      </CheckStep>
      <CheckStep step={message} name={steps.message} said={codes.message[message.code]}>
        {message.facts.is_released && <CheckNote>{words.released}</CheckNote>}
        {said(message.message)}
      </CheckStep>
    </Stack>
  );
}
