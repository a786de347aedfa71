/** A process that puts one file, to be killed: `node put-process.ts '{"path":…,"settings":…,"options":…}'`. */

import type { PutFileOptions } from '../node/client/client.ts';
import type { ClientSettings } from '../node/client/client-settings.ts';
import { createClient } from '../node/client/create-client.ts';

interface Order {
  readonly path: string;
  readonly settings: ClientSettings;
  readonly options: PutFileOptions;
}

const { path, settings, options } = JSON.parse(process.argv[2] ?? '') as Order;
await createClient(settings).put(path, options);
