import { Ajv2020 } from 'ajv/dist/2020.js';
import type { OpenApiDocument } from './document.ts';

/** Says how a value breaks a schema of the document (none where it keeps to it). Throws where the schema itself is wrong. */
export type Check = (schema: object, value: unknown) => string[];

/** Judges by the document's schemas, and refuses keywords that mean nothing. */
export function checksOf(document: OpenApiDocument): Check {
  // Types and required names may stand beside `anyOf`; formats are said by patterns too.
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, validateFormats: false });
  ajv.addVocabulary(['openapi', 'info', 'servers', 'tags', 'paths', 'components']);
  ajv.addSchema({ ...document, $id: 'document' });
  const known = new Map<string, ReturnType<typeof ajv.compile>>();
  return (schema, value) => {
    const text = JSON.stringify(schema).replaceAll('"#/components', '"document#/components');
    const validate = known.get(text) ?? ajv.compile(JSON.parse(text));
    known.set(text, validate);
    return validate(value)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}
