// Where the documents stand in the repository, and their texts.
import { join } from 'node:path';
import { stringify } from 'yaml';
import { asyncapi } from './asyncapi.mjs';
import { root } from './contracts.mjs';
import { openapi } from './openapi.mjs';

/** YAML 1.1 as well: what its readers would take for a date or a number is quoted. */
const text = (document) => stringify(document, { lineWidth: 0, aliasDuplicateObjects: false, compat: 'yaml-1.1' });

export const asyncapiFile = join(root, 'docs/asyncapi.yaml');
export const asyncapiText = () => text(asyncapi());

export const openapiFile = join(root, 'docs/openapi.yaml');
export const openapiText = () => text(openapi());
