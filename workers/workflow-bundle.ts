import { bundleWorkflowCode, type BundleOptions, type WorkerOptions } from '@temporalio/worker';
import { fileURLToPath } from 'node:url';
import { FAILURE_CONVERTER_PATH } from '../platform/data-converter.ts';

const WORKFLOWS = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));
const STATELESS = fileURLToPath(new URL('../workflows/stateless.ts', import.meta.url));

const OPTIONS: Pick<BundleOptions, 'preloadModules'> = {
  // Without state, and large: loaded once and not for each call (an open call took 700 KB, then 480).
  preloadModules: ['libphonenumber-js/max', STATELESS],
};

/** Where a worker has its workflows from: the file that `npm run bundle` wrote, else bundled now, which takes seconds. */
export function workflowSource(
  bundle: string | undefined,
): Pick<WorkerOptions, 'workflowBundle' | 'workflowsPath' | 'bundlerOptions'> {
  if (bundle !== undefined) return { workflowBundle: { codePath: bundle } };
  return { workflowsPath: WORKFLOWS, bundlerOptions: OPTIONS };
}

/** The workflows as one script. Only the release of the SDK that made it may run it. */
export async function makeWorkflowBundle(): Promise<string> {
  const { code } = await bundleWorkflowCode({
    ...OPTIONS,
    workflowsPath: WORKFLOWS,
    failureConverterPath: FAILURE_CONVERTER_PATH,
  });
  return code;
}
