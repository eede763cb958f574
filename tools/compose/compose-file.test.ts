import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { COMPOSE_FOLDER, readCompose, readSample, render, variablesIn } from './compose-file.ts';
import { filledIn, rendered } from './installation.fixture.ts';
import { MissingVariableError } from './interpolate.ts';

/** The Compose Specification's own schema; temporal-docker/README.md says where it is from. */
const schema = z.looseObject({}).parse(JSON.parse(readFileSync(`${COMPOSE_FOLDER}compose-spec.json`, 'utf8')));
const isCompose = new Ajv2020({ allErrors: true, strict: false }).compile(schema);

function schemaErrors(file: unknown): string[] {
  isCompose(file);
  return (isCompose.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

test('compose.yaml keeps to the Compose Specification', () => {
  expect(schemaErrors(rendered)).toEqual([]);
});

test('a key that there is not and a value of a wrong form are found', () => {
  const errorsOf = (api: object) => schemaErrors({ services: { api: { image: 'x', ...api } } });
  expect(errorsOf({})).toEqual([]);
  expect(errorsOf({ restarts: 'always' })).toEqual(['/services/api must NOT have unevaluated properties']);
  expect(errorsOf({ stop_grace_period: 20 })).toContain('/services/api/stop_grace_period must be string');
});

test('the sample of the environment file has every variable, and none that nothing uses', () => {
  expect(Object.keys(readSample()).toSorted()).toEqual([...variablesIn(readCompose())].toSorted());
});

test('the sample holds no secret, and does not go without the secrets', () => {
  const sample = readSample();
  for (const name of Object.keys(filledIn())) {
    expect(sample).toMatchObject({ [name]: '' });
    const without = { ...sample, ...filledIn(), [name]: '' };
    expect(() => render(readCompose(), without)).toThrow(MissingVariableError);
  }
});
