import { mkdir, writeFile } from 'node:fs/promises';
import { configJsonSchema } from './config-schema.ts';

const folder = new URL('../schema/', import.meta.url);
await mkdir(folder, { recursive: true });
await writeFile(new URL('config.schema.json', folder), configJsonSchema());
