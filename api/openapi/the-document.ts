import { enterpriseFileSchema } from '../../domain/enterprise.ts';
import { createDocument, type OpenApiDocument } from './document.ts';
import { operations } from './operations.ts';

/** What `/openapi.json` answers: all operations, and the file of an enterprise. `version` is the release's. */
export function theDocument(version: string): OpenApiDocument {
  return createDocument(operations, { version, stored: [enterpriseFileSchema] });
}
