import { Button, Group, Progress, Text } from '@mantine/core';
import { useTexts, useLanguage } from '../../texts/texts-context.ts';
import type { Texts } from '../../texts/ru.ts';
import { told } from '../../texts/told.ts';
import { AskError } from '../../api/ask.ts';
import type { Filters } from './filters.ts';
import { exportName } from './save-file.ts';
import { useExport, type Export } from './use-export.ts';

/** The calls that are looked at, as a file. */
export function ExportButton({ number, filters }: { readonly number: string; readonly filters: Filters }) {
  const { language, texts } = useLanguage();
  const { export: words } = texts.calls;
  const { export: state, start, cancel } = useExport(number);
  const name = () => exportName({ number, word: words.file, today: new Date().toISOString().slice(0, 10) }, filters);
  return (
    <Group gap={0}>
      <Standing of={state} />
      {state.state === 'running' ? (
        <Button variant="default" size="xs" onClick={cancel}>
          {texts.cancel}
        </Button>
      ) : (
        <Button variant="default" size="xs" title={words.about} onClick={() => void start(filters, language, name())}>
          {words.start}
        </Button>
      )}
    </Group>
  );
}

/** How far it is; read out when it is over. */
function Standing({ of }: { readonly of: Export }) {
  const texts = useTexts();
  const { export: words } = texts.calls;
  if (of.state === 'running') return <Running rows={of.rows} size={of.size} />;
  return (
    <Text
      size="sm"
      mr={of.state === 'idle' ? 0 : 'sm'}
      role="status"
      className={of.state === 'failed' ? 'problem' : ''}
    >
      {of.state === 'done' && words.done(of.rows)}
      {of.state === 'cancelled' && words.cancelled}
      {of.state === 'failed' && failedTold(of.error, texts)}
    </Text>
  );
}

function failedTold(error: unknown, texts: Texts): string {
  if (!(error instanceof AskError)) return texts.calls.export.failed;
  return error.status === 429 ? texts.calls.export.busy(error.retryAfterS ?? 1) : told(error, texts);
}

function Running({ rows, size }: Pick<Extract<Export, { state: 'running' }>, 'rows' | 'size'>) {
  const {
    calls: { export: words },
  } = useTexts();
  const of = size === null ? '…' : size.is_exact ? String(size.rows) : words.atLeast(size.rows);
  const share = size === null || size.rows === 0 ? 0 : Math.min(100, (rows / size.rows) * 100);
  return (
    <Group gap="xs" mr="sm" wrap="nowrap">
      <Progress value={share} w={100} aria-label={words.progress} />
      <Text size="sm">{words.running(rows, of)}</Text>
    </Group>
  );
}
