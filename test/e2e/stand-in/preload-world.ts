import { readFile } from 'node:fs/promises';

/** The world of the preload: it shares the page's events and nothing else, as under context isolation. */
export const PRELOAD_WORLD = 'Electron Isolated Context';

/** What the preload's world calls to reach the main process; no other world has it. */
export const TO_MAIN = '__standInToMain';

/** What the main process calls in the preload's world. */
export const FROM_MAIN = '__standInFromMain';

/** From the preload's world. */
export type ToMain =
  | { readonly kind: 'send'; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly kind: 'port-message'; readonly port: number; readonly data: WireData }
  | { readonly kind: 'port-closed'; readonly port: number };

/** To the preload's world. */
export type FromMain =
  | {
      readonly kind: 'message';
      readonly channel: string;
      readonly message: unknown;
      readonly ports: readonly number[];
    }
  | { readonly kind: 'port-message'; readonly port: number; readonly data: WireData }
  | { readonly kind: 'port-close'; readonly port: number };

/** What passes a port: text, or bytes in base64. */
export type WireData = { readonly text: string } | { readonly bytes: string };

/** The script for the page's own world: it takes in what the preload exposes. */
export function mainWorldScript(): Promise<string> {
  return pageSide('main-world.js');
}

/**
 * The script for the preload's world: it runs the built preload unmodified.
 *
 * @param preload path of the built preload
 */
export async function preloadScript(preload: string): Promise<string> {
  const [run, source] = await Promise.all([pageSide('preload-world.js'), readFile(preload, 'utf8')]);
  const names = JSON.stringify([TO_MAIN, FROM_MAIN]);
  return `const run = ${run.trim()}\nrun(${names}, function (require, module, exports) {\n${source}\n});`;
}

function pageSide(name: string): Promise<string> {
  return readFile(new URL(`./page-side/${name}`, import.meta.url), 'utf8');
}
