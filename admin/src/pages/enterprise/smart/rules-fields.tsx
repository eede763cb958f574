import { Button, Group, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../../../texts/texts-context.ts';
import { Subheading } from '../form/subheading.tsx';
import type { SettingsForm } from '../form/use-settings-form.ts';
import { RuleRow } from './rule-row.tsx';
import { NEW_RULE, type SmartDraft } from './smart-draft.ts';

interface Props {
  readonly form: SettingsForm<SmartDraft>['form'];
  readonly onLeave: (path: string) => void;
}

/** A row that was moved, which way, and from which of its fields; none: by a button. */
interface Moved {
  readonly to: number;
  readonly by: 'up' | 'down';
  readonly field: string | undefined;
}

/** The chain of rules in its order. The focus stays with a row that is moved, and what became of it is said. */
export function RulesFields({ form, onLeave }: Props) {
  const { rules: words } = useTexts().smart;
  const { rules } = form.values;
  const list = useRef<HTMLOListElement>(null);
  const [moved, setMoved] = useState<Moved | null>(null);
  useEffect(() => {
    if (moved) focusAfter(list.current?.children[moved.to], moved);
  }, [moved]);
  const move = (from: number, by: Moved['by'], field?: string) => {
    const to = from + (by === 'up' ? -1 : 1);
    if (to < 0 || to >= rules.length) return;
    form.clearErrors();
    form.reorderListItem('rules', { from, to });
    setMoved({ to, by, field });
  };
  return (
    <Stack gap="sm">
      <Subheading>{words.heading}</Subheading>
      <Text size="sm" c="dimmed">
        {rules.length === 0 ? words.none : words.hint}
      </Text>
      <ol ref={list} className="bare-list smart-rules" aria-label={words.heading}>
        {rules.map((_, index) => (
          // Rows have no names of their own, and one alone comes, goes or moves at a time.
          // oxlint-disable-next-line react/no-array-index-key
          <RuleRow key={index} {...{ form, index, onLeave }} onMove={(by, field) => move(index, by, field)} />
        ))}
      </ol>
      <Group>
        <Button variant="default" onClick={() => form.insertListItem('rules', NEW_RULE)}>
          {words.add}
        </Button>
        <Text size="sm" role="status" c="dimmed">
          {moved && words.moved(moved.to + 1, rules.length)}
        </Text>
      </Group>
    </Stack>
  );
}

/** The field, or the button that moved it; at an end of the list, where that does nothing, the other one. */
function focusAfter(row: Element | undefined, { to, by, field }: Moved): void {
  const place = `[data-path="rules.${to}.${field}"]`;
  const typed = field === undefined ? null : row?.querySelector<HTMLElement>(place);
  if (typed) return typed.focus();
  const buttons = [by, by === 'up' ? 'down' : 'up'].map((name) =>
    row?.querySelector<HTMLButtonElement>(`button[data-move="${name}"]`),
  );
  buttons.find((button) => button && !button.disabled)?.focus();
}
