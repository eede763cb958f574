import { expect, test } from 'vitest';
import { readArguments, UsageError } from './arguments.ts';

const read = (line: string) => readArguments(line === '' ? [] : line.split(' '));

test('calls take a number and have defaults for the rest', () => {
  expect(read('calls 50 --rate 2')).toEqual({
    command: {
      kind: 'calls',
      count: 50,
      rate: 2,
      seed: undefined,
      extensions: ['150', '151', '152'],
      trunk: '0001363',
      ringMs: [1000, 2000],
      talkMs: [2000, 5000],
    },
    url: undefined,
    token: undefined,
    timeZone: 'Europe/Minsk',
  });
});

test('a file is played at its own pace unless told otherwise', () => {
  expect(read('play call.jsonl')).toMatchObject({ command: { file: 'call.jsonl', speed: 1, fresh: false } });
  expect(read('play call.jsonl --speed max --fresh')).toMatchObject({ command: { speed: 'max', fresh: true } });
  expect(read('play call.jsonl --speed 2.5')).toMatchObject({ command: { speed: 2.5 } });
});

test('help is asked for by word, by flag or by saying nothing', () => {
  for (const line of ['', 'help', '--help', 'calls 5 -h']) expect(read(line)).toBeUndefined();
});

test.each([
  ['dance', 'Unknown command "dance"'],
  ['calls', 'NUMBER is missing'],
  ['calls 0', 'NUMBER of calls is not right'],
  ['calls many', 'NUMBER of calls is not right'],
  ['calls 5 6', 'Unexpected argument "6"'],
  ['calls 5 --rate 0', '--rate is not right'],
  ['calls 5 --rate 0.0', '--rate is not right'],
  ['calls 5 --speed 2', '--speed'],
  ['calls 5 --talk 5-2', '--talk is not right'],
  ['calls 5 --extensions 150', '--extensions needs two'],
  ['calls 5 --timezone Mars/Base', '--timezone is unknown'],
  ['calls 5 --url nowhere', '--url is no URL'],
  ['play', 'FILE is missing'],
  ['play call.jsonl --speed fast', '--speed is not right'],
])('"%s" is told off: %s', (line, message) => {
  expect(() => read(line)).toThrow(UsageError);
  expect(() => read(line)).toThrow(message);
});
