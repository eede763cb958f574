import { Button, Group, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { RULE_SUBJECTS } from '../../../../../domain/settings/smart.ts';
import { useTexts } from '../../../texts/texts-context.ts';
import type { SettingsForm } from '../form/use-settings-form.ts';
import type { SmartDraft } from './smart-draft.ts';

interface Props {
  readonly form: SettingsForm<SmartDraft>['form'];
  readonly index: number;
  /** `field`: the one in which it was asked by keys; not by a button. */
  readonly onMove: (by: 'up' | 'down', field?: string) => void;
  readonly onLeave: (path: string) => void;
}

/** One rule: whom it finds, and what that kind of rule needs to know. Alt with an arrow moves it too. */
export function RuleRow({ form, index, onMove, onLeave }: Props) {
  const { smart, decisions } = useTexts();
  const { rules: words } = smart;
  const { rules } = form.values;
  const who = rules[index]?.who ?? 'client_manager';
  const at = (field: 'who' | 'extension' | 'days') => {
    const path = `rules.${index}.${field}`;
    return { ...form.getInputProps(path), 'data-path': path, onBlur: () => onLeave(path) };
  };
  const moveByKey = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    // A field of a number would count.
    event.stopPropagation();
    const path = event.target instanceof HTMLElement ? event.target.dataset['path'] : undefined;
    onMove(event.key === 'ArrowUp' ? 'up' : 'down', path?.split('.').at(-1));
  };
  return (
    <li className="smart-rule" onKeyDownCapture={moveByKey}>
      <span className="smart-place" aria-hidden>
        {index + 1}
      </span>
      <fieldset className="bare-fieldset smart-rule-fields" aria-label={words.one(index + 1)}>
        <NativeSelect
          label={words.who}
          data={RULE_SUBJECTS.map((value) => ({ value, label: decisions.subjects[value] }))}
          {...at('who')}
        />
        {who === 'fallback' && <TextInput label={words.extension} autoComplete="off" {...at('extension')} />}
        {(who === 'last_talked' || who === 'first_talked') && (
          <NumberInput label={words.days} allowNegative={false} allowDecimal={false} {...at('days')} />
        )}
      </fieldset>
      <Group gap={4} wrap="nowrap" className="smart-rule-buttons">
        <Button
          {...{ variant: 'default', px: 10, 'data-move': 'up', disabled: index === 0 }}
          aria-label={words.up(index + 1)}
          onClick={() => onMove('up')}
        >
          ↑
        </Button>
        <Button
          {...{ variant: 'default', px: 10, 'data-move': 'down', disabled: index === rules.length - 1 }}
          aria-label={words.down(index + 1)}
          onClick={() => onMove('down')}
        >
          ↓
        </Button>
        <Button
          {...{ variant: 'default', px: 10 }}
          aria-label={words.remove(index + 1)}
          onClick={() => form.removeListItem('rules', index)}
        >
          ✕
        </Button>
      </Group>
    </li>
  );
}
