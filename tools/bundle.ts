import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { makeWorkflowBundle } from '../workers/workflow-bundle.ts';

/** `npm run bundle -- FILE`: the workflows as one script, which `worker calls` takes from WORKFLOW_BUNDLE. */
const [file, ...more] = process.argv.slice(2);
if (!file || more.length > 0) {
  console.error('Usage: npm run bundle -- FILE');
  process.exit(2);
}
const path = resolve(process.env['INIT_CWD'] ?? '.', file);
if (!existsSync(dirname(path))) {
  console.error(`There is no folder ${dirname(path)}`);
  process.exit(1);
}
const code = await makeWorkflowBundle();
await writeFile(path, code);
console.log(`${file}: ${(code.length / 1e6).toFixed(1)} MB; give its path to the workers as WORKFLOW_BUNDLE`);
