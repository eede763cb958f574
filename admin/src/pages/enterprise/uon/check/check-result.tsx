import { Stack, Text } from '@mantine/core';
import type { CheckAnswer } from '../../../../api/uon.ts';
import { useMoment } from '../../../../texts/zone-context.ts';
import { useTexts } from '../../../../texts/texts-context.ts';
import { CheckStep } from './check-step.tsx';
import { SearchFound } from './search-found.tsx';

/** What was found, step by step: how it stands, how long it took, what to do. */
export function CheckResult({ answer: { ping, key, limits, search } }: { readonly answer: CheckAnswer }) {
  const texts = useTexts();
  const moment = useMoment();
  const { uonCheck: words } = texts;
  const { our_per_second: ours, uon_per_second: uons, used_last_second: used } = limits.facts;
  return (
    <Stack component="ol" gap="sm" m={0} p={0} className="bare-list" role="list" aria-live="polite">
      <CheckStep step={ping} said={words.codes.ping[ping.code]}>
        {ping.facts.certificate_until !== null && (
          <Note>{words.certificate(moment(ping.facts.certificate_until))}</Note>
        )}
        {ping.facts.network !== null && <Note>{ping.facts.network}</Note>}
      </CheckStep>
      <CheckStep step={key} said={words.codes.key[key.code]}>
        {key.facts.is_released && <Note>{words.released}</Note>}
        {key.facts.message !== null && <Note>{words.said(key.facts.message)}</Note>}
      </CheckStep>
      <CheckStep step={limits} said={words.codes.limits[limits.code]}>
        <Note>{used === null ? words.pace(ours, uons) : words.used(used, ours, uons)}</Note>
      </CheckStep>
      <CheckStep step={search} said={words.codes.search[search.code]}>
        {search.facts.message !== null && <Note>{words.said(search.facts.message)}</Note>}
        <SearchFound facts={search.facts} />
      </CheckStep>
    </Stack>
  );
}

function Note({ children }: { readonly children: string }) {
  return (
    <Text size="sm" c="dimmed">
      {children}
    </Text>
  );
}
