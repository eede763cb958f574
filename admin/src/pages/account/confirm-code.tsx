import { Button, Center, Code, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { AskError } from '../../api/ask.ts';
import { useConfirmSecondFactor } from '../../api/own-account.ts';
import { Trouble } from '../../layout/trouble.tsx';
import { useTexts } from '../../texts/texts-context.ts';
import { QrCode } from './qr-code.tsx';

interface Props {
  readonly uri: string;
  readonly secret: string;
  readonly onConfirmed: (codes: readonly string[]) => void;
  readonly onCancel: () => void;
}

/** The secret for the app, and the code by which one shows that the app has it. */
export function ConfirmCode({ uri, secret, onConfirmed, onCancel }: Props) {
  const { secondFactor, cancel } = useTexts();
  const confirm = useConfirmSecondFactor();
  const [code, setCode] = useState('');
  const [isTold, setTold] = useState(false);
  const isWhole = /^\d{6}$/.test(code.replace(/\s/g, ''));
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTold(true);
    if (isWhole) confirm.mutate(code, { onSuccess: ({ recovery_codes: codes }) => onConfirmed(codes) });
  };
  const isWrong = confirm.error instanceof AskError && confirm.error.status === 422;
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm">{secondFactor.scan}</Text>
        <Center>
          <QrCode text={uri} label={secondFactor.picture} />
        </Center>
        <Text size="sm">
          {secondFactor.key}: <Code className="long-word">{secret.replace(/(.{4})(?=.)/g, '$1 ')}</Code>
        </Text>
        {confirm.isError && !isWrong && <Trouble error={confirm.error} />}
        <TextInput
          label={secondFactor.code}
          inputMode="numeric"
          autoComplete="one-time-code"
          value={code}
          error={isWrong ? secondFactor.wrongCode : isTold && !isWhole && secondFactor.shortCode}
          onChange={(event) => {
            confirm.reset();
            setCode(event.currentTarget.value);
          }}
        />
        <Group gap="xs">
          <Button type="submit" loading={confirm.isPending}>
            {secondFactor.confirm}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
