import type pg from 'pg';
import {
  LATE_POPUP_MS,
  NO_POPUPS,
  POPUP_VARIANTS,
  type PopupCounts,
  type PopupVariant,
} from '../domain/popup-counts.ts';
import type { PopupKey } from './popups.ts';

/** How an agency's popups fared since a moment, by what they were shown as. */
export async function popupCounts(
  pool: pg.Pool,
  enterprise: string,
  since: Date,
): Promise<Readonly<Record<PopupVariant, PopupCounts>>> {
  const { rows } = await pool.query<PopupCounts & { variant: string }>(
    `select variant,
            count(*) filter (where state = 'sent') as delivered,
            count(*) filter (where state = 'sent' and finished_at > event_at + make_interval(secs => $3)) as late,
            count(*) filter (where state = 'dropped' and dropped_as = 'late') as dropped,
            count(*) filter (where state = 'dropped' and dropped_as = 'over') as over,
            count(*) filter (where state = 'unclear') as unclear,
            count(*) filter (where state = 'refused') as refused,
            count(*) filter (where opened_at is not null) as opened
       from popups where enterprise_number = $1 and claimed_at >= $2 group by variant`,
    [enterprise, since, LATE_POPUP_MS / 1_000],
  );
  const [basic, enriched] = POPUP_VARIANTS.map((name): PopupCounts => {
    const { variant: _, ...counts } = rows.find(({ variant }) => variant === name) ?? { variant: name, ...NO_POPUPS };
    return counts;
  });
  return { basic: basic ?? NO_POPUPS, enriched: enriched ?? NO_POPUPS };
}

/** A popup of which a link was followed. */
export interface OpenedPopup {
  readonly variant: string;
  /** It was the first time. */
  readonly isFirst: boolean;
}

/** Notes that a link of a popup was followed; null where there is no such popup any more. */
export async function notePopupOpened(
  pool: pg.Pool,
  { enterprise, callId, managerId }: PopupKey,
): Promise<OpenedPopup | null> {
  const { rows } = await pool.query<OpenedPopup>(
    `with opened as (
       update popups set opened_at = clock_timestamp()
        where enterprise_number = $1 and call_id = $2 and manager_id = $3 and opened_at is null
       returning true)
     select variant, exists (select from opened) as "isFirst"
       from popups where enterprise_number = $1 and call_id = $2 and manager_id = $3`,
    [enterprise, callId, managerId],
  );
  return rows[0] ?? null;
}
