import { stringify } from 'yaml';

/** The same as production's; a number that can't be changed once the tables are made. */
export const HISTORY_SHARDS = 4;

export interface ServerPlace {
  readonly postgres: URL;
  /** Of the four services on 127.0.0.1: each has one for requests and one for finding the others. */
  readonly ports: Readonly<
    Record<'frontend' | 'history' | 'matching' | 'worker', readonly [grpc: number, membership: number]>
  >;
  readonly dynamicConfigFile: string;
}

/** The configuration file of a Temporal server that runs its four services in one process, on PostgreSQL. */
export function serverConfig({ postgres, ports, dynamicConfigFile }: ServerPlace): string {
  const [frontendPort] = ports.frontend;
  const rpc = ([grpcPort, membershipPort]: readonly [number, number]) => ({
    rpc: { grpcPort, membershipPort, bindOnLocalHost: true },
  });
  return stringify({
    log: { stdout: true, level: 'warn' },
    persistence: {
      defaultStore: 'default',
      visibilityStore: 'visibility',
      numHistoryShards: HISTORY_SHARDS,
      datastores: {
        default: { sql: sqlStore(postgres, DATABASES.main) },
        visibility: { sql: sqlStore(postgres, DATABASES.visibility) },
      },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services: {
      frontend: rpc(ports.frontend),
      history: rpc(ports.history),
      matching: rpc(ports.matching),
      worker: rpc(ports.worker),
    },
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: {
        active: {
          enabled: true,
          initialFailoverVersion: 1,
          rpcName: 'frontend',
          rpcAddress: `127.0.0.1:${frontendPort}`,
        },
      },
    },
    publicClient: { hostPort: `127.0.0.1:${frontendPort}` },
    dynamicConfigClient: { filepath: dynamicConfigFile, pollInterval: '10s' },
  });
}

/** The databases of a Temporal server. */
export const DATABASES = { main: 'temporal', visibility: 'temporal_visibility' } as const;

function sqlStore(postgres: URL, databaseName: string) {
  return {
    pluginName: 'postgres12',
    databaseName,
    connectAddr: postgres.host,
    connectProtocol: 'tcp',
    user: decodeURIComponent(postgres.username),
    password: decodeURIComponent(postgres.password),
    maxConns: 20,
    maxIdleConns: 20,
    maxConnLifetime: '1h',
  };
}
