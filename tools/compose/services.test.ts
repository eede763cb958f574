import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codecToken } from '../../platform/codec-token.ts';
import { readConfig, readProcessConfig, VARIABLES } from '../../platform/config.ts';
import { LONGEST_STOP_MS } from '../../workers/lifecycle.ts';
import { SERVER_VERSION } from '../real-server/binaries.ts';
import { DATABASES, HISTORY_SHARDS } from '../real-server/server-config.ts';
import { COMPOSE_FOLDER, readCompose, render, servicesOf } from './compose-file.ts';
import { installation, ourServices, service, services } from './installation.fixture.ts';

const STAY_UP = ['postgres', 'temporal', 'temporal-ui', 'api', 'worker-calls', 'worker-uon', 'fastagi'];
const ONCE = ['temporal-schema', 'migrate', 'setup-temporal', 'current-version'];

test('our processes are given no variable that they do not know', () => {
  for (const [, { environment }] of ourServices) {
    expect(VARIABLES).toEqual(expect.arrayContaining(Object.keys(environment)));
  }
});

/** What each process reads beyond what all do, of what an installation may set: another process's setting does nothing. */
const READ_BY: Readonly<Record<string, readonly string[]>> = {
  api: ['PUBLIC_URL', 'RECORDING_ALLOW', 'RETENTION_DAYS', 'SERVICE_TOKEN', 'TEMPORAL_UI_URL', 'TRUSTED_HOPS'],
  // Links of popups lead there; it tells U-ON where its webhooks are to come.
  'worker-calls': ['ORIGINATE_ALLOW', 'PUBLIC_URL', 'WORKFLOW_CACHE'],
  'worker-uon': ['PUBLIC_URL', 'TELEGRAM_URL'],
};
const READ_BY_ALL = ['DATABASE_URL', 'LOG_LEVEL', 'SECRETS_KEY', 'TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE', 'UON_URL'];

test.each(Object.entries(READ_BY))('%s is given what it reads', (name, own) => {
  const { METRICS_PORT: _metrics, PORT: _port, ...given } = service(name).environment;
  expect(Object.keys(given).toSorted()).toEqual([...READ_BY_ALL, ...own].toSorted());
});

test('what an installation sets comes to each process that reads it', () => {
  const set = {
    ...{ PUBLIC_URL: 'https://calls.example', TRUSTED_HOPS: '2', RETENTION_DAYS: '30', WORKFLOW_CACHE: '700' },
    ...{
      ORIGINATE_ALLOW: 'pbx.example',
      RECORDING_ALLOW: 'records.example',
      UON_URL: 'https://uon.example',
      TELEGRAM_URL: 'https://telegram.example',
      LOG_LEVEL: 'debug',
    },
  };
  const installed = servicesOf(render(readCompose(), { ...installation, ...set }));
  for (const [name, own] of Object.entries(READ_BY)) {
    const read = Object.entries(set).filter(([variable]) => [...READ_BY_ALL, ...own].includes(variable));
    expect(installed.get(name)?.environment).toMatchObject(Object.fromEntries(read));
  }
});

test('each of our processes starts with what it is given', () => {
  const needs = { api: ['SERVICE_TOKEN'], 'worker-calls': [], 'worker-uon': [] } as const;
  for (const [name, also] of Object.entries(needs)) {
    const { databaseUrl, temporal, secretsKey } = readProcessConfig(service(name).environment, also);
    expect(databaseUrl).toBe(`postgres://telephony:${installation['TELEPHONY_DB_PASSWORD']}@postgres:5432/telephony`);
    expect(temporal).toMatchObject({ address: 'temporal:7233', namespace: 'default', tls: undefined });
    expect(secretsKey).toBe(installation['SECRETS_KEY']);
  }
  expect(readConfig(service('setup-temporal').environment).temporal.address).toBe('temporal:7233');
  expect(service('migrate').environment).toEqual({ DATABASE_URL: service('api').environment['DATABASE_URL'] });
});

test('workers answer scrapes, and are asked for them to know whether they are well; the API says whether it takes calls', () => {
  for (const name of ['worker-calls', 'worker-uon', 'fastagi']) {
    const { metrics } = readConfig(service(name).environment);
    expect(metrics.host).toBeUndefined();
    expect(service(name).healthcheck?.test.at(-1)).toBe(`http://127.0.0.1:${metrics.port}/metrics`);
  }
  const { port } = readConfig(service('api').environment);
  expect(service('api').healthcheck?.test.at(-1)).toBe(`http://127.0.0.1:${port}/readyz`);
});

test('FastAGI asks the API where that listens', () => {
  const { fastagi } = readConfig(service('fastagi').environment);
  const { port } = readConfig(service('api').environment);
  expect(fastagi).toMatchObject({ port: 4573, host: '0.0.0.0', apiUrl: `http://api:${port}` });
});

test('the server is the release that is tested, with its shards, databases and dynamic configuration', () => {
  const { image, environment, volumes } = service('temporal');
  expect(image).toBe(`temporalio/server:${SERVER_VERSION}`);
  expect(service('temporal-schema').image).toMatch(new RegExp(`^temporalio/admin-tools:${SERVER_VERSION}-`));
  expect(environment).toMatchObject({
    NUM_HISTORY_SHARDS: String(HISTORY_SHARDS),
    DBNAME: DATABASES.main,
    VISIBILITY_DBNAME: DATABASES.visibility,
    POSTGRES_PWD: service('temporal-schema').environment['SQL_PASSWORD'],
  });
  // Read by the development server and the tests, too: workers/local/temporal-server.ts, tools/real-server/start.ts.
  expect(volumes).toEqual([`./dynamicconfig.yaml:${environment['DYNAMIC_CONFIG_FILE_PATH']}:ro`]);
});

test('what is mounted from here is there', () => {
  const mounted = [...services.values()].flatMap(({ volumes }) => volumes.filter((volume) => volume.startsWith('./')));
  expect(mounted).toHaveLength(3);
  for (const volume of mounted) expect(existsSync(join(COMPOSE_FOLDER, volume.split(':')[0] ?? ''))).toBe(true);
});

test('the Web UI has payloads decrypted by the API, which lets its pages ask', () => {
  const { TEMPORAL_CODEC_ENDPOINT, TEMPORAL_CORS_ORIGINS } = service('temporal-ui').environment;
  const { temporal, publicUrl, serviceToken = '' } = readConfig(service('api').environment);
  expect(TEMPORAL_CODEC_ENDPOINT).toBe(`${publicUrl}/codec/${codecToken(serviceToken)}`);
  expect(TEMPORAL_CORS_ORIGINS).toBe(temporal.uiUrl);
});

test('only API, FastAGI and Web UI have a port of the machine, for a proxy on it', () => {
  const open = [...services].flatMap(([name, { ports }]) => ports.map((port) => `${name} ${port}`));
  expect(open).toEqual(['temporal-ui 127.0.0.1:8081:8080', 'api 127.0.0.1:8080:8080', 'fastagi 127.0.0.1:4573:4573']);
  for (const name of ['postgres', 'temporal']) expect(service(name).networks).toEqual(['inner']);
});

test('what stays up is started again, what is done once is done before what needs it', () => {
  expect([...services.keys()].toSorted()).toEqual([...STAY_UP, ...ONCE, 'tools'].toSorted());
  for (const name of STAY_UP) expect(service(name).restart).toBe('unless-stopped');
  for (const name of ONCE) expect(service(name).restart).toMatch(/^on-failure/);
  for (const [, { depends_on: needed }] of services) {
    for (const [name, { condition }] of Object.entries(needed)) {
      expect(condition).toBe(ONCE.includes(name) ? 'service_completed_successfully' : 'service_healthy');
      if (STAY_UP.includes(name)) expect(service(name).healthcheck).toBeDefined();
    }
  }
  expect(Object.keys(service('worker-calls').depends_on)).toEqual(['migrate', 'setup-temporal']);
});

test('our processes have time to end in order', () => {
  for (const [, { stop_grace_period: grace = '' }] of ourServices) {
    expect(grace).toMatch(/^\d+s$/);
    expect(Number.parseInt(grace) * 1_000).toBeGreaterThan(LONGEST_STOP_MS + 1_000);
  }
});

test('each service has a bound for its memory and its logs', () => {
  for (const [, { mem_limit: limit, logging }] of services) {
    expect(limit).toMatch(/^\d+[mg]$/);
    expect(logging).toEqual({ driver: 'json-file', options: { 'max-size': '20m', 'max-file': '5' } });
  }
});
