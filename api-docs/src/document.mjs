// Where the document stands in the repository, and its text.
import { join } from 'node:path';
import { stringify } from 'yaml';
import { asyncapi } from './asyncapi.mjs';
import { root } from './contracts.mjs';

export const asyncapiFile = join(root, 'docs/asyncapi.yaml');
export const asyncapiText = () => stringify(asyncapi(), { lineWidth: 0, aliasDuplicateObjects: false });
