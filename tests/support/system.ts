import { createTestDatabase } from '../harness/database.ts';
import { testTemporal } from '../harness/temporal.ts';
import { openSystem, type System, type SystemPlace } from './open-system.ts';

export { SERVICE_TOKEN, type Journal, type System, type TestEnterprise } from './open-system.ts';

/** The whole product on a database and a namespace of the suite's own. */
export async function startSystem(place: Pick<SystemPlace, 'workers' | 'logLevel' | 'more'> = {}): Promise<System> {
  const [database, temporal] = await Promise.all([createTestDatabase(), testTemporal()]);
  const drop = () => database.drop();
  try {
    const system = await openSystem({ databaseUrl: database.url, temporal, ...place });
    const stop = async () => {
      await system.stop();
      await drop();
    };
    return { ...system, stop };
  } catch (error) {
    await drop();
    throw error;
  }
}
