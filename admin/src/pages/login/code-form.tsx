import { Button, Stack, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { AskError } from '../../api/ask.ts';
import { useEnterCode } from '../../api/session.ts';
import { Trouble } from '../../layout/trouble.tsx';
import { useTexts } from '../../texts/texts-context.ts';

/** The second half of a log-in. `onLate`: it has to begin anew. */
export function CodeForm({ onLate }: { readonly onLate: () => void }) {
  const [isRecovery, setRecovery] = useState(false);
  return (
    <CodeField
      key={String(isRecovery)}
      isRecovery={isRecovery}
      onOther={() => setRecovery(!isRecovery)}
      onLate={onLate}
    />
  );
}

interface FieldProps {
  readonly isRecovery: boolean;
  readonly onOther: () => void;
  readonly onLate: () => void;
}

function CodeField({ isRecovery, onOther, onLate }: FieldProps) {
  const { login, secondFactor } = useTexts();
  const enter = useEnterCode();
  const [code, setCode] = useState('');
  const [isTold, setTold] = useState(false);
  const status = enter.error instanceof AskError ? enter.error.status : undefined;
  const isMissing = code.trim() === '';
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTold(true);
    if (isMissing) return;
    const onError = (error: Error) => {
      if (error instanceof AskError && error.status === 401) onLate();
      else setCode('');
    };
    enter.mutate({ code }, { onError });
  };
  const wrong = isRecovery ? secondFactor.wrongRecovery : secondFactor.wrongCode;
  const error = status === 422 ? wrong : isTold && isMissing && enter.isIdle && login.empty;
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {enter.isError && status !== 422 && <Trouble error={enter.error} />}
        <TextInput
          label={isRecovery ? secondFactor.recovery : secondFactor.code}
          description={isRecovery ? secondFactor.recoveryHint : secondFactor.enterHint}
          name="code"
          autoComplete="one-time-code"
          inputMode={isRecovery ? 'text' : 'numeric'}
          autoFocus
          value={code}
          error={error}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" loading={enter.isPending} fullWidth>
          {login.submit}
        </Button>
        <Button variant="subtle" size="compact-sm" onClick={onOther}>
          {isRecovery ? secondFactor.useApp : secondFactor.useRecovery}
        </Button>
      </Stack>
    </form>
  );
}
