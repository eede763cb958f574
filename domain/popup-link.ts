import { z } from 'zod';

/** A link of a popup that goes by us: whose popup it is, and what it opens. */
export interface PopupLink {
  readonly enterprise: string;
  readonly callId: string;
  /** Whom the popup was shown to. */
  readonly managerId: string;
  /** Epoch ms, to the second. */
  readonly madeAtMs: number;
  readonly to: LinkTarget;
}

export type LinkTarget =
  | { readonly kind: 'client' | 'company' | 'lead' | 'request'; readonly id: string }
  | { readonly kind: 'new_client'; readonly phoneE164: string; readonly direction: 'incoming' | 'outgoing' };

/** Older ones make nothing any more, and lead to U-ON's own page. */
const FRESH_FOR_MS = 30 * 24 * 3_600_000;

export function isStillFresh({ madeAtMs }: PopupLink, nowMs: number): boolean {
  return nowMs - madeAtMs < FRESH_FOR_MS;
}

const whose = [z.string(), z.string(), z.string(), z.int()] as const;
const written = z.union([
  z.tuple([...whose, z.enum(['client', 'company', 'lead', 'request']), z.string()]),
  z.tuple([...whose, z.literal('new_client'), z.string(), z.enum(['incoming', 'outgoing'])]),
]);

/** As short as it gets: it stands in each link of a popup. */
export function writePopupLink({ enterprise, callId, managerId, madeAtMs, to }: PopupLink): string {
  const target = to.kind === 'new_client' ? [to.kind, to.phoneE164, to.direction] : [to.kind, to.id];
  return JSON.stringify([enterprise, callId, managerId, Math.floor(madeAtMs / 1_000), ...target]);
}

/** Null for what no version of ours has written. */
export function readPopupLink(text: string): PopupLink | null {
  const read = written.safeParse(parsed(text));
  if (!read.success) return null;
  const [enterprise, callId, managerId, madeAtS] = read.data;
  return { enterprise, callId, managerId, madeAtMs: madeAtS * 1_000, to: targetOf(read.data) };
}

function targetOf(data: z.output<typeof written>): LinkTarget {
  if (data[4] !== 'new_client') return { kind: data[4], id: data[5] };
  return { kind: data[4], phoneE164: data[5], direction: data[6] };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
