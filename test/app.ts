import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createApp } from '../main/app.ts';
import { createBrowserHost } from '../main/host/browser/host.ts';
import type { ServiceOptions } from '../main/services.ts';

export interface RunningApp {
  readonly app: App;
  readonly dataFolder: string;
  close(): Promise<void>;
}

/** The whole app on a fresh data folder with a key-file vault. */
export async function startApp(options: ServiceOptions = {}): Promise<RunningApp> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'postkey-app-'));
  const host = { ...createBrowserHost(dataFolder, '0.0.0-test'), languages: ['en'] };
  const app = createApp(host, { keeper: 'key-file', ...options });
  await app.services.vault.ensure();
  return {
    app,
    dataFolder,
    async close() {
      await app.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
