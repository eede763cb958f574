import { describe, expect, it } from 'vitest';
import { readArguments, UsageError } from './arguments.ts';

describe('the arguments of setup:temporal', () => {
  it('give the retention in hours, three days where none is named', () => {
    expect(readArguments([])).toEqual({ retentionHours: 72 });
    expect(readArguments(['--retention', '36h'])).toEqual({ retentionHours: 36 });
    expect(readArguments(['--retention', '7d'])).toEqual({ retentionHours: 168 });
    expect(readArguments(['-h'])).toBe('help');
  });

  it('are refused where they make no sense', () => {
    for (const args of [['--retention', '0h'], ['--retention', '72'], ['--retention'], ['more'], ['--other']]) {
      expect(() => readArguments(args), args.join(' ')).toThrow(UsageError);
    }
  });
});
