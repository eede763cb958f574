import { Select, SimpleGrid } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import { COUNTRIES } from '../../../../../domain/settings/place.ts';
import { useLanguage } from '../../../texts/texts-context.ts';

/** A field as `form.getInputProps` gives it. */
export interface PlaceField {
  readonly value?: string;
  readonly onChange: (value: string | null) => void;
  readonly error?: ReactNode;
}

interface Props {
  readonly country: PlaceField;
  readonly timezone: PlaceField;
}

/** More are found by typing: a list of four hundred is slow to open. */
const SHOWN = 60;

/** Country and time zone, each found by typing. */
export function PlaceFields({ country, timezone }: Props) {
  const { language, texts } = useLanguage();
  const { pbx } = texts;
  const countries = useMemo(() => namedCountries(language), [language]);
  const zones = useMemo(() => zonesWith(timezone.value ?? ''), [timezone.value]);
  const common = { searchable: true, allowDeselect: false, limit: SHOWN, nothingFoundMessage: pbx.nothingFound };
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <Select {...common} {...country} label={pbx.country} description={pbx.countryHint} data={countries} />
      <Select {...common} {...timezone} label={pbx.timezone} description={pbx.timezoneHint} data={zones} />
    </SimpleGrid>
  );
}

function namedCountries(language: string) {
  const names = new Intl.DisplayNames(language, { type: 'region' });
  const all = COUNTRIES.map((code) => ({ value: code, label: `${names.of(code) ?? code} (${code})` }));
  return all.toSorted((a, b) => a.label.localeCompare(b.label, language));
}

/** Those of the browser, and the one that stands: browsers know some by other names. */
function zonesWith(own: string): string[] {
  const all = Intl.supportedValuesOf('timeZone');
  return own === '' || all.includes(own) ? all : [own, ...all];
}
