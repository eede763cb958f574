import { Stack } from '@mantine/core';
import type { CheckAnswer } from '../../../../api/uon.ts';
import { useMoment } from '../../../../texts/zone-context.ts';
import { useTexts } from '../../../../texts/texts-context.ts';
import { CheckNote, CheckStep } from '../../form/check-step.tsx';
import { SearchFound } from './search-found.tsx';

/** What was found, step by step: how it stands, how long it took, what to do. */
export function CheckResult({ answer: { ping, key, limits, search } }: { readonly answer: CheckAnswer }) {
  const texts = useTexts();
  const moment = useMoment();
  const { uonCheck: words } = texts;
  const { our_per_second: ours, uon_per_second: uons, used_last_second: used } = limits.facts;
  return (
    <Stack component="ol" gap="sm" m={0} p={0} className="bare-list" role="list" aria-live="polite">
      <CheckStep step={ping} name={words.steps.ping} said={words.codes.ping[ping.code]}>
        {ping.facts.certificate_until !== null && (
          <CheckNote>{words.certificate(moment(ping.facts.certificate_until))}</CheckNote>
        )}
        {ping.facts.network !== null && <CheckNote>{ping.facts.network}</CheckNote>}
      </CheckStep>
      <CheckStep step={key} name={words.steps.key} said={words.codes.key[key.code]}>
        {key.facts.is_released && <CheckNote>{words.released}</CheckNote>}
        {key.facts.message !== null && <CheckNote>{words.said(key.facts.message)}</CheckNote>}
      </CheckStep>
      <CheckStep step={limits} name={words.steps.limits} said={words.codes.limits[limits.code]}>
        <CheckNote>{used === null ? words.pace(ours, uons) : words.used(used, ours, uons)}</CheckNote>
      </CheckStep>
      <CheckStep step={search} name={words.steps.search} said={words.codes.search[search.code]}>
        {search.facts.message !== null && <CheckNote>{words.said(search.facts.message)}</CheckNote>}
        <SearchFound facts={search.facts} />
      </CheckStep>
    </Stack>
  );
}
