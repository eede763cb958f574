import { expect, it } from 'vitest';
import { saidType, soundOf } from './audio-type.ts';

it.each([
  ['audio/mpeg', { kind: 'sound', type: 'audio/mpeg' }],
  ['Audio/X-WAV; rate=8000', { kind: 'sound', type: 'audio/x-wav' }],
  ['application/ogg', { kind: 'sound', type: 'audio/ogg' }],
  ['application/octet-stream', { kind: 'unsaid' }],
  [undefined, { kind: 'unsaid' }],
  ['text/html', { kind: 'other' }],
  ['image/svg+xml', { kind: 'other' }],
  ['audio/<script>', { kind: 'other' }],
])('%s', (contentType, said) => {
  expect(saidType(contentType)).toEqual(said);
});

it.each([
  ['RIFF\x24\x08\x00\x00WAVEfmt ', 'audio/wav'],
  ['RIFF\x24\x08\x00\x00AVI LIST', null],
  ['OggS\x00\x02', 'audio/ogg'],
  ['fLaC\x00', 'audio/flac'],
  ['ID3\x04\x00', 'audio/mpeg'],
  ['\xff\xfb\x90\x64', 'audio/mpeg'],
  ['\xff\xe3\x18\xc4', 'audio/mpeg'],
  ['\xff\xf1\x50\x80', 'audio/aac'],
  ['\x00\x00\x00\x20ftypM4A ', 'audio/mp4'],
  ['\x1a\x45\xdf\xa3\x01', 'audio/webm'],
  ['\xff\xfep\x00a\x00', null],
  ['\xff\xd8\xff\xe0', null],
  ['<html>', null],
  ['user=admin', null],
  ['R', null],
  ['', null],
])('%j', (head, type) => {
  expect(soundOf(Buffer.from(head, 'latin1'))).toBe(type);
});
