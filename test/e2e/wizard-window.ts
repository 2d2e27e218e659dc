import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { type App, createApp } from '../../main/app.ts';
import { openHttpDoor } from '../../main/host/browser/door.ts';
import { createBrowserHost } from '../../main/host/browser/host.ts';
import { createPageHandler } from '../../main/host/page-files.ts';
import type { ServiceOptions } from '../../main/services.ts';
import { ensureBuilt, project } from '../built.ts';
import { type BrowserWindow, openContext } from './browser-window.ts';

/** The window of an app in this process, so that stand-ins can take the providers' places. */
export interface WizardWindow extends BrowserWindow {
  readonly app: App;
}

/** A window with an empty data folder behind it, on a machine without a keyring and without a browser to start. */
export async function openWizardWindow(browser: Browser, options: ServiceOptions): Promise<WizardWindow> {
  await ensureBuilt();
  const dataFolder = await mkdtemp(join(tmpdir(), 'postkey-wizard-'));
  const host = createBrowserHost(dataFolder, '0.0.0-test');
  const app = createApp(
    {
      ...host,
      languages: ['en'],
      keyWrappers: host.keyWrappers.filter(({ keeper }) => keeper !== 'keyring'),
      openExternal: async () => false,
    },
    options,
  );
  const door = await openHttpDoor({
    router: app.router,
    page: createPageHandler(join(project, 'out', 'renderer')),
    port: 0,
    refusal: async (status) => String(status),
  });
  const { context, complaints } = await openContext(browser);
  const page = await context.newPage();
  await page.goto(door.launchUrl);
  return {
    app,
    page,
    context,
    complaints,
    dataFolder,
    async close() {
      await context.close();
      await door.close();
      await app.close();
      await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
