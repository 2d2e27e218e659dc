import { isIP } from 'node:net';
import { type ProxyServer, proxyAt } from './proxy-server.ts';

/** Variables by name, as a process has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The proxy that the environment names for https. */
export interface EnvironmentProxy {
  /** Of the variable. */
  readonly name: string;
  /** Null where it is none that can be used. */
  readonly proxy: ProxyServer | null;
}

/** In the order in which curl looks at them. */
const names = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'] as const;

/** What the environment says of a proxy for https; undefined where it says nothing. */
export function environmentProxy(environment: Environment): EnvironmentProxy | undefined {
  const name = names.find((candidate) => environment[candidate]);
  return name && { name, proxy: parse(environment[name] ?? '') };
}

/** The proxy for one https address. This machine is always reached directly, and so is whatever `NO_PROXY` names. */
export function proxyFor(url: string, environment: Environment): ProxyServer | undefined {
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const exceptions = environment['no_proxy'] ?? environment['NO_PROXY'] ?? '';
  if (isThisMachine(host) || isExcepted(host, port || '443', exceptions)) return undefined;
  return environmentProxy(environment)?.proxy ?? undefined;
}

function parse(address: string): ProxyServer | null {
  const text = address.includes('://') ? address : `http://${address}`;
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, username, password } = new URL(text);
  if (!/^(?:http|socks5h?):$/.test(protocol) || hostname === '') return null;
  const login = { user: decodePart(username), password: decodePart(password) };
  return proxyAt(text, username === '' ? undefined : login);
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isThisMachine(host: string): boolean {
  if (isIP(host) === 4) return host.startsWith('127.');
  return host === '::1' || host === 'localhost' || host.endsWith('.localhost');
}

/** Names with all that lie below them, each with or without a port; `*` stands for everything. */
function isExcepted(host: string, port: string, exceptions: string): boolean {
  return exceptions.split(/[\s,]+/).some((exception) => {
    const [, name = '', onPort] = /^(?:\*?\.)?(.*?)(?::(\d+))?$/.exec(exception.toLowerCase()) ?? [];
    if (name === '' || (onPort !== undefined && onPort !== port)) return false;
    return name === '*' || host === name || host.endsWith(`.${name}`);
  });
}
