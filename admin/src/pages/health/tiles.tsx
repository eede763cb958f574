import { Paper, SimpleGrid, Text } from '@mantine/core';
import { popupsMissed, uonErrorsOf } from '../../../../domain/health/counts.ts';
import type { Health, Hours } from '../../api/health.ts';
import { useMoment } from '../../texts/zone-context.ts';
import { useTexts } from '../../texts/texts-context.ts';

interface Tile {
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly isBad?: boolean;
}

export function Tiles({ health, hours, isWhole }: { health: Health; hours: Hours; isWhole: boolean }) {
  const texts = useTexts();
  const moment = useMoment();
  const { tiles, number } = texts.health;
  const { now, totals, last_webhook_at: webhookAt } = health;
  const { counts } = totals;
  const errors = uonErrorsOf(counts);
  const { popups_sent: shown = 0, popups_over: over = 0, steps_failed: steps = 0 } = counts;
  const missed = popupsMissed(counts);
  const all: readonly Tile[] = [
    { label: tiles.calls, value: number(now.open_calls) },
    {
      label: tiles.waiting,
      value: number(now.waiting_calls + now.events.waiting + now.webhooks.waiting + now.recovery_calls),
      hint: tiles.waitingHint(now.waiting_calls, now.events.waiting, now.webhooks.waiting, now.recovery_calls),
    },
    isWhole
      ? { label: tiles.requestsTotal, value: number(counts.uon_sent ?? 0), hint: tiles.requestsPeak(totals.peak_per_s) }
      : {
          label: tiles.requests,
          value: now.requests_last_second === null ? tiles.requestsUnknown : tiles.requestsOf(now.requests_last_second),
          hint: tiles.requestsPeak(totals.peak_per_s),
        },
    { label: tiles.errors(hours), value: number(errors), hint: tiles.errorsHint(steps), isBad: errors + steps > 0 },
    {
      label: tiles.popups,
      value: tiles.popupsValue(totals.p50_ms, totals.p99_ms),
      hint: tiles.popupsHint(shown, missed, over),
      isBad: missed > 0,
    },
    { label: tiles.webhook, value: webhookAt === null ? tiles.noWebhook : moment(webhookAt) },
  ];
  return (
    <SimpleGrid
      component="ul"
      className="bare-list"
      m={0}
      p={0}
      cols={{ base: 2, md: 3 }}
      spacing="sm"
      aria-label={tiles.heading}
    >
      {all.map((tile) => (
        <TileShown key={tile.label} {...tile} />
      ))}
    </SimpleGrid>
  );
}

function TileShown({ label, value, hint, isBad = false }: Tile) {
  return (
    <Paper component="li" withBorder p="sm">
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text size="xl" fw={700} className={isBad ? 'tile-value problem' : 'tile-value'}>
        {value}
      </Text>
      {hint !== undefined && (
        <Text size="xs" c="dimmed">
          {hint}
        </Text>
      )}
    </Paper>
  );
}
