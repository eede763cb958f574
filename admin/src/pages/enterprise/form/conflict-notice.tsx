import { Alert, Button, Group, Text } from '@mantine/core';
import { settingName } from '../../../texts/told-problem.ts';
import { useTexts } from '../../../texts/texts-context.ts';
import type { Conflict } from './use-conflict.ts';
import type { SettingsForm } from './use-settings-form.ts';

interface Props<Fields extends object> {
  readonly of: Pick<SettingsForm<Fields>, 'keepMine' | 'takeTheirs'>;
  readonly conflict: Conflict;
}

/** Tells that somebody else saved meanwhile, what he changed, and lets one go on from there. */
export function ConflictNotice<Fields extends object>({ of, conflict }: Props<Fields>) {
  const texts = useTexts();
  const { conflict: told } = texts.settingsForm;
  const named = (keys: readonly string[]) => [...new Set(keys.map((key) => settingName(key, texts)))].join(', ');
  return (
    <Alert color="yellow" variant="light" role="alert" title={told.heading}>
      <Text size="sm">{told.text}</Text>
      {conflict.theirs.length > 0 && <Text size="sm">{told.theirs(named(conflict.theirs))}</Text>}
      {conflict.both.length > 0 && <Text size="sm">{told.both(named(conflict.both))}</Text>}
      <Group mt="sm" gap="xs">
        <Button size="xs" onClick={() => of.keepMine(conflict)}>
          {told.keepMine}
        </Button>
        <Button size="xs" variant="default" onClick={() => of.takeTheirs(conflict)}>
          {told.takeTheirs}
        </Button>
      </Group>
    </Alert>
  );
}
