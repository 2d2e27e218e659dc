import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Page } from './page.ts';

/** Answers a request that the OAuth server is dealing with by one of our pages. */
export function sendPage(ctx: KoaContextWithOIDC, page: Page): void {
  ctx.status = page.status;
  ctx.set({ ...page.headers });
  ctx.body = page.body;
}
