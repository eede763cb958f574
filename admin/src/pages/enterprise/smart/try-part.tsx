import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { AskError } from '../../../api/ask.ts';
import { useSmartTry, type SmartTryAnswer } from '../../../api/smart.ts';
import { Trouble } from '../../../layout/trouble.tsx';
import { settingName, toldProblem } from '../../../texts/told-problem.ts';
import { useTexts } from '../../../texts/texts-context.ts';
import { ChainTold } from '../../decisions/chain-told.tsx';
import { Part } from '../form/part.tsx';
import { Display } from './name-preview.tsx';
import { smartOf, type SmartDraft } from './smart-draft.ts';

interface Props {
  readonly number: string;
  /** As it stands in the form, stored or not. */
  readonly draft: SmartDraft;
}

/** What a PBX would be told of a caller. */
export function TryPart({ number, draft }: Props) {
  const { tryIt: words } = useTexts().smart;
  const tried = useSmartTry(number);
  const [phone, setPhone] = useState('');
  const submit = () => tried.mutate({ phone: phone.trim(), settings: smartOf(draft) });
  return (
    <Part heading={words.heading} lead={words.lead}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Group align="flex-end" gap="sm">
          <TextInput
            label={words.phone}
            description={words.phoneHint}
            type="tel"
            autoComplete="off"
            value={phone}
            flex="1 1 240px"
            maw={360}
            onChange={(event) => setPhone(event.currentTarget.value)}
          />
          <Button type="submit" loading={tried.isPending} disabled={phone.trim() === ''}>
            {words.submit}
          </Button>
        </Group>
      </form>
      {tried.isError && <TryTrouble error={tried.error} />}
      <div aria-live="polite">{tried.data && <Told answer={tried.data} />}</div>
    </Part>
  );
}

/** What is wrong with the phone, or with the settings that are tried. */
function TryTrouble({ error }: { readonly error: unknown }) {
  const texts = useTexts();
  if (!(error instanceof AskError) || error.status !== 422) return <Trouble error={error} />;
  const told = error.errors.map(({ field, message }) => {
    const problem = toldProblem(message, texts);
    return field === 'phone' ? problem : `${settingName(field.replace(/^settings/, 'smart'), texts)}: ${problem}`;
  });
  return <Trouble error={told.join('. ')} />;
}

/** A PBX does not wait longer. */
const PBX_WAITS_MS = 300;

function Told({
  answer: { answer, extension, reason, chain, source, took_ms: ms },
}: {
  readonly answer: SmartTryAnswer;
}) {
  const { smart, decisions } = useTexts();
  const { tryIt: words } = smart;
  return (
    <Stack gap="sm">
      <div>
        <Text size="sm" c="dimmed">
          {smart.display}
        </Text>
        <Display text={answer.Name} />
      </div>
      <dl className="smart-facts">
        <Fact name={words.extension}>{extension ?? words.nobody}</Fact>
        <Fact name={words.why}>{decisions.reasons[reason]}</Fact>
        <Fact name={words.known}>{decisions.sources[source]}</Fact>
        {answer.Tags.length > 0 && (
          <Fact name={words.tags}>{answer.Tags.map((tag) => decisions.tags[tag]).join(', ')}</Fact>
        )}
        <Fact name={words.priority}>{answer.Priority}</Fact>
        <Fact name={words.took}>{words.ms(ms)}</Fact>
      </dl>
      {ms > PBX_WAITS_MS && <Text size="sm">{words.late}</Text>}
      {chain.length > 0 && (
        <div>
          <Text size="sm" fw={600}>
            {decisions.chain}
          </Text>
          <ChainTold chain={chain} />
        </div>
      )}
    </Stack>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="xs" c="dimmed">
        {name}
      </Text>
      <Text component="dd" size="sm" m={0}>
        {children}
      </Text>
    </div>
  );
}
