import type { Fact } from './call-state.ts';
import type { DialEvent } from './pbx-event.ts';
import type { NotificationSettings } from './settings/notifications.ts';
import { managersOfExtension } from './manager-extensions.ts';
import type { UonSettings } from './settings.ts';

/** A manager to be told, and the dial that rings the extension. */
export interface PopupTarget {
  readonly managerId: string;
  readonly extension: string;
  readonly dials: readonly Fact<DialEvent>[];
}

/** Are popups wanted at all for calls of this direction? */
export function wantsPopups(settings: NotificationSettings, direction: 'incoming' | 'outgoing'): boolean {
  return settings.mode === 'during' && settings[direction];
}

/** How long popups for one manager are collected, ms; 0: each goes out by itself, at once. */
export function mergeWindowMs({ merge_window_s }: NotificationSettings): number {
  return Math.round(merge_window_s * 1_000);
}

/**
 * The managers of the extensions that were rung, in the order of ringing, each once, `max_managers` at most: each popup
 * is one of the account's requests.
 */
export function popupTargets(dials: readonly Fact<DialEvent>[], settings: UonSettings): readonly PopupTarget[] {
  const targets = new Map<string, PopupTarget>();
  for (const dial of dials) {
    for (const extension of dial.event.extensions) {
      for (const managerId of managersOfExtension(settings, extension)) {
        if (!targets.has(managerId)) targets.set(managerId, { managerId, extension, dials: [dial] });
      }
    }
  }
  return [...targets.values()].slice(0, settings.notifications.max_managers);
}

/** Rung extensions that no manager of U-ON has: nobody is told there, and the journal says so. */
export function unmanagedExtensions(dials: readonly Fact<DialEvent>[], settings: UonSettings): readonly string[] {
  const rung = new Set(dials.flatMap((dial) => dial.event.extensions));
  return [...rung].filter((extension) => managersOfExtension(settings, extension).length === 0);
}

/** Basic or enriched; with an A-B share the call id decides, so that all popups of a call are alike. */
export function variantOf(callId: string, settings: NotificationSettings): 'basic' | 'enriched' {
  if (settings.enriched === 'ab') return percentileOf(callId) < settings.ab_share ? 'enriched' : 'basic';
  return settings.enriched ? 'enriched' : 'basic';
}

/** 0 to 99, evenly spread over call ids (FNV-1a). */
function percentileOf(callId: string): number {
  let hash = 2_166_136_261;
  for (const char of callId) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return hash % 100;
}
