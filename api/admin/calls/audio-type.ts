/** `unsaid`: its first bytes say whether it is sound. */
export type SaidType = { readonly kind: 'sound'; readonly type: string } | { readonly kind: 'unsaid' | 'other' };

const SAYS_NOTHING = [
  '',
  'application/octet-stream',
  'binary/octet-stream',
  'application/x-download',
  'application/force-download',
];

/** What a server says that it answers with. */
export function saidType(contentType: string | undefined): SaidType {
  const said = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (/^audio\/[\w.+-]+$/.test(said)) return { kind: 'sound', type: said };
  if (said === 'application/ogg') return { kind: 'sound', type: 'audio/ogg' };
  return { kind: SAYS_NOTHING.includes(said) ? 'unsaid' : 'other' };
}

/** So many bytes of a file say what it is. */
export const HEAD_BYTES = 16;

/** The media type of a sound file, by how it begins; null of anything else. */
export function soundOf(head: Buffer): string | null {
  const at = (from: number, to: number) => head.toString('latin1', from, to);
  if (at(0, 4) === 'RIFF' && at(8, 12) === 'WAVE') return 'audio/wav';
  if (at(0, 4) === 'OggS') return 'audio/ogg';
  if (at(0, 4) === 'fLaC') return 'audio/flac';
  if (at(0, 3) === 'ID3') return 'audio/mpeg';
  if (at(4, 8) === 'ftyp') return 'audio/mp4';
  if (at(0, 4) === '\x1a\x45\xdf\xa3') return 'audio/webm';
  return frameOf(head);
}

/** Files of frames alone begin with eleven set bits; the two that name the layer tell AAC (00), MP3 (01), MP2 (10). */
function frameOf(head: Buffer): string | null {
  const [first = 0, second = 0] = head;
  if (first !== 0xff || second < 0xe0) return null;
  const layer = (second >> 1) & 3;
  if (layer === 0) return second >= 0xf0 ? 'audio/aac' : null;
  // Text of UTF-16 begins as layer I would.
  return layer === 3 ? null : 'audio/mpeg';
}
