import { extname } from 'node:path';

/** Of servers that do not say what a file is. */
const BY_NAME: Readonly<Record<string, string>> = {
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.ogg': 'audio/ogg',
  '.opus': 'audio/ogg',
  '.m4a': 'audio/mp4',
  '.aac': 'audio/aac',
  '.flac': 'audio/flac',
  '.webm': 'audio/webm',
};
const SAYS_NOTHING = [
  '',
  'application/octet-stream',
  'binary/octet-stream',
  'application/x-download',
  'application/force-download',
];

/** The media type of a sound file, by what its server says, else by its name; null of anything else. */
export function audioType(contentType: string | undefined, path: string): string | null {
  const said = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (/^audio\/[\w.+-]+$/.test(said)) return said;
  if (said === 'application/ogg') return 'audio/ogg';
  return SAYS_NOTHING.includes(said) ? (BY_NAME[extname(path).toLowerCase()] ?? null) : null;
}
