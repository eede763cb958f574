import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useDropSecondFactor, useMakeRecoveryCodes, useStartSecondFactor } from '../../api/own-account.ts';
import { useTexts } from '../../texts/texts-context.ts';
import { AskPassword } from './ask-password.tsx';
import { ConfirmCode } from './confirm-code.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

/** What is under way. */
type Doing =
  | { readonly kind: 'nothing' | 'on' | 'off' | 'codes' }
  | { readonly kind: 'confirm'; readonly uri: string; readonly secret: string }
  | { readonly kind: 'shown'; readonly codes: readonly string[] };

/** One's own second factor, switched on and off; `isOn`: a code is asked for. */
export function SecondFactor({ isOn }: { readonly isOn: boolean }) {
  const { secondFactor } = useTexts();
  const [doing, setDoing] = useState<Doing>({ kind: 'nothing' });
  const start = useStartSecondFactor();
  const drop = useDropSecondFactor();
  const makeCodes = useMakeRecoveryCodes();
  const stop = () => setDoing({ kind: 'nothing' });
  const show = (codes: readonly string[]) => setDoing({ kind: 'shown', codes });
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2} size="h4">
          {secondFactor.heading}
        </Title>
        <Badge variant="light" color={isOn ? 'green' : 'gray'} tt="none">
          {isOn ? secondFactor.isOn : secondFactor.isOff}
        </Badge>
      </Group>
      <Text size="sm" c="dimmed">
        {secondFactor.lead}
      </Text>
      {doing.kind === 'nothing' && <Choice isOn={isOn} onChoice={(kind) => setDoing({ kind })} />}
      {doing.kind === 'on' && (
        <AskPassword
          hint={secondFactor.onHint}
          submit={secondFactor.go}
          asking={start}
          onDone={({ uri, secret }) => setDoing({ kind: 'confirm', uri, secret })}
          onCancel={stop}
        />
      )}
      {doing.kind === 'confirm' && (
        <ConfirmCode uri={doing.uri} secret={doing.secret} onConfirmed={show} onCancel={stop} />
      )}
      {doing.kind === 'shown' && <RecoveryCodes codes={doing.codes} onKept={stop} />}
      {doing.kind === 'codes' && (
        <AskPassword
          hint={secondFactor.otherCodesHint}
          submit={secondFactor.go}
          asking={makeCodes}
          onDone={({ recovery_codes: codes }) => show(codes)}
          onCancel={stop}
        />
      )}
      {doing.kind === 'off' && (
        <AskPassword
          hint={secondFactor.offHint}
          submit={secondFactor.off}
          asking={drop}
          onDone={stop}
          onCancel={stop}
        />
      )}
    </Stack>
  );
}

interface ChoiceProps {
  readonly isOn: boolean;
  readonly onChoice: (kind: 'on' | 'off' | 'codes') => void;
}

function Choice({ isOn, onChoice }: ChoiceProps) {
  const { secondFactor } = useTexts();
  if (!isOn) return <Button onClick={() => onChoice('on')}>{secondFactor.on}</Button>;
  return (
    <Group gap="xs">
      <Button variant="default" onClick={() => onChoice('codes')}>
        {secondFactor.otherCodes}
      </Button>
      <Button variant="default" onClick={() => onChoice('off')}>
        {secondFactor.off}
      </Button>
    </Group>
  );
}
