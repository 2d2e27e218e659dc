import { createPageHandler } from '../page-files.ts';
import { isOwnAddress } from './address.ts';

/**
 * Answers `app://postkey/…` from the folder of the built window, and nothing else.
 *
 * @param folder absolute path of out/renderer
 */
export function createAppProtocol(folder: string): (request: Request) => Promise<Response> {
  const page = createPageHandler(folder);
  return async (request) => (isOwnAddress(request.url) ? page(request) : new Response(null, { status: 404 }));
}
