import { readFile } from 'node:fs/promises';
import { randomInt } from 'node:crypto';
import type { PbxEvent } from '../simulators/pbx/pbx-event.ts';
import { atMs, EventFileError, parseEventLines } from '../simulators/pbx/pbx-event.ts';
import { pbxClock } from '../simulators/pbx/pbx-time.ts';
import { planCalls } from '../simulators/pbx/plan-calls.ts';
import { playEvents } from '../simulators/pbx/play-events.ts';
import type { SentEvent } from '../simulators/pbx/post-event.ts';
import { shiftEvents } from '../simulators/pbx/shift-events.ts';
import { readArguments, USAGE, UsageError } from './simulate/arguments.ts';
import type { Arguments, CallsCommand, PlayCommand } from './simulate/arguments.ts';
import { showProgress } from './simulate/progress.ts';
import { allAccepted, countBy, summaryLines } from './simulate/summary.ts';
import { findTarget, NoInstanceError } from './simulate/target.ts';
import type { Target } from './simulate/target.ts';

/** The whole run, ready to be sent. */
interface Script {
  title: string;
  events: PbxEvent[];
  callsByKind: Map<string, number>;
  speed: number | 'max';
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = tellProblem(error);
}

/** @returns the exit code: 0 when every event was accepted */
async function main(args: string[]): Promise<number> {
  const read = readArguments(args);
  if (read === undefined) {
    console.log(USAGE);
    return 0;
  }
  const target = findTarget(read, process.env.DATA_DIR || '.data');
  const script = await prepare(read);
  console.log(`${script.title} -> ${target.url}`);
  return play(script, target);
}

async function prepare({ command, timeZone }: Arguments): Promise<Script> {
  return command.kind === 'calls' ? inventCalls(command, timeZone) : readRecording(command, timeZone);
}

function inventCalls(command: CallsCommand, timeZone: string): Script {
  const { count, rate } = command;
  const seed = command.seed ?? randomInt(1_000_000);
  const calls = planCalls({ ...command, seed, startAt: Date.now(), clock: pbxClock(timeZone) });
  return {
    title: `${count} calls, ${rate} per second, --seed ${seed}`,
    events: calls.flatMap((call) => call.events).toSorted((a, b) => atMs(a) - atMs(b)),
    callsByKind: countBy(calls, (call) => call.kind),
    speed: 1,
  };
}

async function readRecording({ file, speed, fresh }: PlayCommand, timeZone: string): Promise<Script> {
  const recorded = parseEventLines(await readFile(file, 'utf8'));
  const events = fresh ? shiftEvents(recorded, Date.now(), pbxClock(timeZone)) : recorded;
  return { title: `${events.length} events of ${file}`, events, callsByKind: new Map(), speed };
}

/** Ctrl-C stops sending; what was sent until then is summed up all the same. */
async function play({ events, callsByKind, speed }: Script, target: Target): Promise<number> {
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const progress = showProgress(events.length, 'events');
  const began = performance.now();
  const onSent = (_sent: SentEvent) => progress.step();
  const sent = await playEvents(events, { ...target, speed, onSent, signal: stop.signal });
  progress.stop();
  process.off('SIGINT', onSignal).off('SIGTERM', onSignal);

  const outcome = { sent, planned: events.length, callsByKind, durationMs: performance.now() - began };
  console.log(summaryLines(outcome).join('\n'));
  return allAccepted(outcome) ? 0 : 1;
}

function tellProblem(error: unknown): number {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${USAGE}`);
    return 2;
  }
  if (error instanceof NoInstanceError || error instanceof EventFileError || isMissingFile(error)) {
    console.error(error.message);
    return 2;
  }
  throw error;
}

function isMissingFile(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR');
}
