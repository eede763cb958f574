/** What a room (a top-level folder) may import of ours. Packages are everyone's. */
export interface Room {
  /** Rooms whose modules it may import. */
  values: readonly string[];
  /** Rooms of which it may import types only (`import type`). */
  types: readonly string[];
  /** Single modules of other rooms. */
  modules: readonly string[];
}

const NAMES_AND_TYPES = { types: ['workflows'], modules: ['workflows/names.ts'] };

/** The table of ARCHITECTURE.md, "Rooms and who may enter which". */
export const ROOMS: Readonly<Record<string, Room | 'all'>> = {
  domain: room(),
  platform: room(),
  workflows: room({ values: ['domain'], types: ['activities'] }),
  activities: room({ values: ['domain', 'uon', 'db', 'telegram', 'asterisk', 'platform'], ...NAMES_AND_TYPES }),
  uon: room({ values: ['domain', 'platform'] }),
  telegram: room({ values: ['domain', 'platform'] }),
  db: room({ values: ['domain', 'platform'] }),
  intake: room({ values: ['domain', 'db', 'platform'], ...NAMES_AND_TYPES }),
  api: room({ values: ['domain', 'db', 'intake', 'platform'], ...NAMES_AND_TYPES }),
  asterisk: room({ values: ['domain', 'intake', 'platform'] }),
  admin: room({ values: ['domain'], types: ['api'] }),
  simulators: room({ values: ['domain'] }),
  workers: 'all',
  tools: 'all',
  tests: 'all',
};

function room({ values = [], types = [], modules = [] }: Partial<Room> = {}): Room {
  return { values, types, modules };
}
