import { join } from 'node:path';
import { runApp } from './app.ts';
import { openHttpDoor } from './host/browser/door.ts';
import { createPageHandler } from './host/page-files.ts';
import type { Services } from './services.ts';

export interface Serving {
  /** Signs in once. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

export interface ServeOptions {
  /** 0 lets the system choose. */
  readonly port: number;
  readonly openBrowser: boolean;
}

/** The app in a normal browser: opens the HTTP door and, where wanted, the browser. */
export async function serve(services: Services, { port, openBrowser }: ServeOptions): Promise<Serving> {
  const app = runApp(services);
  const page = createPageHandler(join(import.meta.dirname, '..', 'renderer'));
  const refusal = async (status: number) => (await services.language.texts()).t(`door:${status}`);
  const door = await openHttpDoor({ router: app.router, page, port, refusal });
  if (openBrowser) await services.host.openExternal(door.launchUrl);
  return {
    url: door.launchUrl,
    port: door.port,
    async close() {
      await door.close();
      await app.close();
    },
  };
}
