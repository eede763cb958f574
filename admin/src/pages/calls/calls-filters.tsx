import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import type { CallRow } from '../../api/calls.ts';
import { CALL_DIRECTIONS, CALL_RESULTS } from '../../../../domain/journal-filters.ts';
import { useManagers } from '../../api/managers.ts';
import { useTexts } from '../../texts/texts-context.ts';
import { FoldedOnPhones } from './folded-on-phones.tsx';
import { filtersOf, isFiltered, isId, type Filters } from './filters.ts';
import { managerChoices } from './manager-choices.ts';
import { PhoneField } from './phone-field.tsx';
import { useDraft } from './use-draft.ts';

interface Given {
  readonly number: string;
  readonly filters: Filters;
  /** Calls that are shown: who talked in them can be asked for too. */
  readonly rows: readonly CallRow[];
  readonly onChange: (filters: Filters) => void;
}

/** Which calls are wanted. */
export function CallsFilters({ number, filters, rows, onChange }: Given) {
  const { calls } = useTexts();
  const { filters: texts } = calls;
  const managers = managerChoices(useManagers(number), rows, filters.manager_id, calls);
  const set = (name: keyof Filters) => (value: string) =>
    onChange(filtersOf(new URLSearchParams({ ...filters, [name]: value })));
  const any = { value: '', label: texts.any };
  const results = CALL_RESULTS.map((value) => ({ value, label: texts.results[value] }));
  const directions = CALL_DIRECTIONS.map((value) => ({ value, label: calls.directions[value] }));
  const areSwapped = filters.from !== undefined && filters.to !== undefined && filters.to < filters.from;
  const more = (
    <>
      <Choice
        label={texts.manager}
        data={[any, ...managers]}
        value={filters.manager_id ?? ''}
        onChange={set('manager_id')}
      />
      <ExtensionField label={texts.extension} value={filters.extension ?? ''} onChange={set('extension')} />
      <Choice label={texts.result} data={[any, ...results]} value={filters.result ?? ''} onChange={set('result')} />
      <Choice
        label={texts.direction}
        data={[any, ...directions]}
        value={filters.direction ?? ''}
        onChange={set('direction')}
      />
      <DayField label={texts.from} value={filters.from ?? ''} onChange={set('from')} />
      <DayField
        label={texts.to}
        value={filters.to ?? ''}
        onChange={set('to')}
        {...(areSwapped && { error: texts.datesSwapped })}
      />
      {isFiltered(filters) && (
        <Button variant="subtle" mt={25} onClick={() => onChange({})}>
          {texts.reset}
        </Button>
      )}
    </>
  );
  return (
    <Group component="search" gap="sm" align="flex-start" aria-label={texts.heading}>
      <PhoneField value={filters.phone ?? ''} onChange={set('phone')} />
      <FoldedOnPhones title={texts.heading} count={Object.keys(filters).length - (filters.phone ? 1 : 0)}>
        {more}
      </FoldedOnPhones>
    </Group>
  );
}

interface Field {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Choice({ onChange, ...more }: Field & { readonly data: { value: string; label: string }[] }) {
  return (
    <NativeSelect {...more} flex="1 1 130px" maw={220} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}

function ExtensionField({ label, value, onChange }: Field) {
  const { draft, change } = useDraft(value, onChange, (text) => isId(text.trim()));
  return (
    <TextInput
      inputMode="numeric"
      label={label}
      value={draft}
      flex="1 1 80px"
      maw={110}
      autoComplete="off"
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

function DayField({ label, value, onChange, error }: Field & { readonly error?: string }) {
  const { draft, change } = useDraft(value, onChange);
  return (
    <TextInput
      type="date"
      label={label}
      value={draft}
      flex="1 1 130px"
      maw={160}
      error={error}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
