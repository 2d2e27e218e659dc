import { isIP } from 'node:net';

/** An HTTP (CONNECT) or SOCKS5 proxy; it looks the server's name up. */
export interface ProxyServer {
  readonly kind: 'http' | 'socks5';
  readonly host: string;
  readonly port: number;
  readonly login?: { readonly user: string; readonly password: string };
}

const DEFAULT_PORTS = { http: 80, socks5: 1080 } as const;

/** @param address as the account has it, without user and password */
export function proxyAt(address: string, login: ProxyServer['login']): ProxyServer {
  const { protocol, hostname, port } = new URL(address);
  const kind = protocol === 'http:' ? 'http' : 'socks5';
  return {
    kind,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || DEFAULT_PORTS[kind],
    ...(login && { login }),
  };
}

/** The proxy as one address with all it takes, for libraries that dial themselves. */
export function proxyUrl(proxy: ProxyServer): string {
  const { login } = proxy;
  const who = login ? `${encodeURIComponent(login.user)}:${encodeURIComponent(login.password)}@` : '';
  return addressOf(proxy).replace('//', `//${who}`);
}

/** The proxy as a person may read it, without the login. */
export function addressOf({ kind, host, port }: ProxyServer): string {
  return `${kind}://${bracketed(host)}:${port}`;
}

/** What of a proxy must not be repeated. */
export function proxySecrets(proxy: ProxyServer | undefined): readonly string[] {
  return proxy?.login ? [proxy.login.password, basicCredentials(proxy.login)] : [];
}

/** RFC 7617. */
export function basicCredentials({ user, password }: NonNullable<ProxyServer['login']>): string {
  return Buffer.from(`${user}:${password}`).toString('base64');
}

/** A host as it stands in an address. */
export function bracketed(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}
