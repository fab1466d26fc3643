import { writeFileSync } from 'node:fs';
import { asyncapiFile, asyncapiText } from './document.mjs';

writeFileSync(asyncapiFile, asyncapiText());
