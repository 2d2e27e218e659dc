import type { Socket } from 'node:net';

/**
 * Takes AUTH out of the capabilities said in the clear. smtp-server refuses AUTH before TLS but announces it all the
 * same; a server that means it, such as Postfix with `smtpd_tls_auth_only`, does not. Once TLS is on, nothing is
 * written to this socket from JavaScript any more.
 */
export function hideAuthBeforeTls(socket: Socket): void {
  const write = socket.write.bind(socket) as (chunk: unknown, ...rest: unknown[]) => boolean;
  const filtered = (chunk: unknown, ...rest: unknown[]) =>
    write(typeof chunk === 'string' ? chunk.replace(/^250-AUTH .*\r\n/m, '') : chunk, ...rest);
  socket.write = filtered as Socket['write'];
}
