import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useTestPopup } from '../../../api/uon.ts';
import { useTexts } from '../../../texts/texts-context.ts';
import { AskTrouble } from './ask-trouble.tsx';
import { useField } from '../form/fields/use-field.ts';
import { usePlace } from './form-context.ts';
import type { ManagerRow } from './manager-rows.ts';

/** A manager's extensions, what is wrong with them, and a popup to try. */
export function ManagerCard({ row, name }: { readonly row: ManagerRow; readonly name: string }) {
  const { managers: words } = useTexts().uon;
  const { isReadOnly } = usePlace();
  const { text, change, leave, error, 'data-path': dataPath } = useField(`user_extensions.${row.id}`);
  return (
    <li className="uon-manager">
      <Stack gap={0}>
        <Text fw={600}>{name}</Text>
        <Marks row={row} />
      </Stack>
      <TextInput
        data-path={dataPath}
        aria-label={words.extensionsOf(name)}
        placeholder={row.isOfUon ? row.effective.join(', ') : ''}
        value={text}
        error={error}
        readOnly={isReadOnly}
        autoComplete="off"
        onChange={(event) => change(event.currentTarget.value || undefined)}
        onBlur={leave}
      />
      {!isReadOnly && row.name !== null && <TestPopup id={row.id} name={row.name} />}
    </li>
  );
}

function Marks({ row: { effective, shared, isOfUon, isActive, name } }: { readonly row: ManagerRow }) {
  const { uon, uonCheck } = useTexts();
  const { managers: words } = uon;
  return (
    <>
      {!isActive && name !== null && (
        <Text size="sm" c="dimmed">
          {uonCheck.dismissed}
        </Text>
      )}
      {effective.length === 0 && (
        <Text size="sm" className="problem">
          {words.missing}
        </Text>
      )}
      {isOfUon && (
        <Text size="sm" c="dimmed">
          {words.ofUon(effective.join(', '))}
        </Text>
      )}
      {shared.length > 0 && (
        <Text size="sm" className="problem">
          {words.shared(shared.join(', '))}
        </Text>
      )}
    </>
  );
}

function TestPopup({ id, name }: { readonly id: string; readonly name: string }) {
  const { uon, uonCheck } = useTexts();
  const test = useTestPopup(usePlace().number);
  return (
    <Stack gap={4} className="uon-test">
      <Button
        variant="default"
        size="sm"
        aria-label={uon.managers.testOf(name)}
        loading={test.isPending}
        onClick={() => test.mutate(id)}
      >
        {uon.managers.test}
      </Button>
      <div role="status">
        {test.isError && <AskTrouble error={test.error} />}
        {test.data && (
          <Text size="sm" className={test.data.result === 'failed' ? 'problem' : ''}>
            {uonCheck.tested[test.data.code]}
            {test.data.message !== null && ` ${uonCheck.said(test.data.message)}`}
          </Text>
        )}
      </div>
    </Stack>
  );
}
