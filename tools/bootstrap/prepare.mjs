// Runs before `npm start`, `npm test`, `npm run bench` and `npm run chaos`, on whatever Node the machine has (20 or
// newer): installs the dependencies when they are missing or not those of the lock file, among them the Node 24 on which
// the script after this one runs, because npm puts node_modules/.bin first on PATH.
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { holdInstallLock } from './install-lock.mjs';
import { ensureBrowser } from './browser.mjs';
import { differences } from './installed.mjs';
import { npm } from './npm.mjs';
import { buildPage } from './page.mjs';
import { linkPostgresLibraries, nodeProblem } from './platform-parts.mjs';

const OLDEST_NODE = 20;
const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

const WHAT_FOLLOWS = {
  start: 'U-ON telephony: preparing to start (what is missing is installed first)',
  chaos: 'U-ON telephony: preparing for chaos (the first run may take minutes where Temporal has to be built)',
  test: 'U-ON telephony: preparing to test (the first run may take minutes where Temporal has to be built)',
};

main().catch((error) => {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});

async function main() {
  console.log(WHAT_FOLLOWS[process.argv[2] ?? 'start'] ?? WHAT_FOLLOWS.start);
  checkOwnNode();
  const release = await holdInstallLock(root);
  try {
    await installDependencies();
    await ensureNode();
    linkPostgresLibraries(root);
    buildPage(root);
    if (process.argv[2] === 'test') ensureBrowser(process.env);
  } finally {
    release();
  }
}

function checkOwnNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= OLDEST_NODE) return;
  throw new Error(
    `Node ${OLDEST_NODE} or newer is needed to install the rest, this is ${process.version}. ` +
      'Get one from https://nodejs.org or your package manager and run the command again.',
  );
}

async function installDependencies() {
  const different = differences(root);
  if (different.length === 0) return;
  console.log(
    `Installing dependencies with npm ci: ${different[0]}${different.length > 1 ? ` (and ${different.length - 1} more)` : ''}`,
  );
  // NODE_ENV=production would leave out Node 24 and PostgreSQL.
  if (!(await npm(root, ['ci', '--include=dev', '--loglevel=error']))) {
    throw new Error(
      'npm ci failed; its messages are above. It needs a package registry: look at `npm config get registry`.',
    );
  }
}

/** npm may have been told to run no install scripts, and the package `node` gets its binary by one. */
async function ensureNode() {
  const problem = nodeProblem(root);
  if (!problem) return;
  console.log(`Installing Node once more: ${problem}`);
  await npm(root, ['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error']);
  const left = nodeProblem(root);
  if (!left) return;
  throw new Error(
    `${left}. Allow the install script of the package "node" (npm config ignore-scripts), then run \`npm rebuild node\`.`,
  );
}
