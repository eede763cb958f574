import { expect, it } from 'vitest';
import { audioType } from './audio-type.ts';

it.each([
  ['audio/mpeg', '/1', 'audio/mpeg'],
  ['Audio/X-WAV; rate=8000', '/1.bin', 'audio/x-wav'],
  ['application/ogg', '/1', 'audio/ogg'],
  ['application/octet-stream', '/rec/1.MP3', 'audio/mpeg'],
  [undefined, '/rec/1.wav', 'audio/wav'],
  ['application/octet-stream', '/rec/1.html', null],
  ['text/html', '/rec/1.mp3', null],
  ['image/svg+xml', '/1.mp3', null],
  ['audio/<script>', '/1.mp3', null],
  [undefined, '/rec/1', null],
])('%s %s', (contentType, path, type) => {
  expect(audioType(contentType, path)).toBe(type);
});
