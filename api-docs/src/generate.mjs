import { writeFileSync } from 'node:fs';
import { asyncapiFile, asyncapiText, openapiFile, openapiText } from './document.mjs';

writeFileSync(asyncapiFile, asyncapiText());
writeFileSync(openapiFile, openapiText());
