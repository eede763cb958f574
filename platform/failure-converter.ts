import { DefaultFailureConverter } from '@temporalio/common';

/**
 * Messages and stacks of failures become a payload, which the codec encrypts: by default Temporal stores them in clear.
 * Loaded by path, in the process and inside the workflow's sandbox; the name of the export is Temporal's.
 */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
