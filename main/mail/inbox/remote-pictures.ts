import { type LookupAddress, lookup as lookUp } from 'node:dns';
import { get as getHttp, type IncomingMessage } from 'node:http';
import { get as getHttps } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { inboxLimits } from '../../../preload/contract/index.ts';
import type { PictureLoader } from './message.ts';

const MAX_PICTURES = 50;
const MAX_PICTURE = 4 * 1_048_576;
const MAX_REDIRECTS = 3;
/** Milliseconds for each, and how many at a time. */
const PATIENCE = 8_000;
const AT_ONCE = 6;

/** Pictures that a message wants from elsewhere, got without cookies, a referrer or the browser's name. */
export const loadPictures: PictureLoader = (addresses, signal) => pictureLoader(isPublic)(addresses, signal);

/** @param reachable which addresses of the network may be asked: a message must not make us knock at inner doors */
export function pictureLoader(reachable: (address: string) => boolean): PictureLoader {
  return async (addresses, signal) => {
    const found = new Map<string, string>();
    const waiting = addresses.slice(0, MAX_PICTURES);
    let room: number = inboxLimits.images;
    const work = async () => {
      for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
        const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
        const picture = await load(address, Math.min(room, MAX_PICTURE), patience, reachable).catch(
          () => undefined,
        );
        if (!picture || picture.bytes.length > room) continue;
        room -= picture.bytes.length;
        found.set(address, `data:${picture.type};base64,${picture.bytes.toString('base64')}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return found;
  };
}

interface Picture {
  readonly type: string;
  readonly bytes: Buffer;
}

async function load(
  address: string,
  most: number,
  signal: AbortSignal,
  reachable: (address: string) => boolean,
  redirects = MAX_REDIRECTS,
): Promise<Picture | undefined> {
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (url.username !== '' || (isIP(host) !== 0 && !reachable(host))) return undefined;
  const response = await request(url, signal, only(reachable));
  const { statusCode = 0, headers } = response;
  if (statusCode >= 300 && statusCode < 400 && headers.location && redirects > 0) {
    response.destroy();
    const next = new URL(headers.location, url).href;
    return /^https?:/.test(next) ? load(next, most, signal, reachable, redirects - 1) : undefined;
  }
  const type = /^image\/(?:png|gif|jpeg|webp|avif|bmp)(?=\s*(?:;|$))/i.exec(
    headers['content-type'] ?? '',
  )?.[0];
  if (statusCode !== 200 || type === undefined) {
    response.destroy();
    return undefined;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.length;
    if (size > most) return undefined;
    chunks.push(chunk);
  }
  return { type: type.toLowerCase(), bytes: Buffer.concat(chunks) };
}

function request(url: URL, signal: AbortSignal, lookup: LookupFunction): Promise<IncomingMessage> {
  const get = url.protocol === 'https:' ? getHttps : getHttp;
  return new Promise((answered, failed) => {
    get(url, { signal, lookup, agent: false, headers: { accept: 'image/*' } }, answered).on('error', failed);
  });
}

/** What is looked up is what is connected to: a name cannot point elsewhere in between. */
function only(reachable: (address: string) => boolean): LookupFunction {
  return (host, options, callback) => {
    lookUp(host, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      const allowed = error ? [] : addresses.filter(({ address }) => reachable(address));
      const [first] = allowed;
      if (!first) callback(error ?? new Error('not a public address'), '');
      else if (options.all) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}

/** IANA's registries of special-purpose addresses. */
const inner = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  inner.addSubnet(net, bits);
}

/** Of IPv6 the global unicast space only, without the ways into IPv4 that lie in it. */
const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');
const tunnels6 = new BlockList();
tunnels6.addSubnet('2001::', 23, 'ipv6');
tunnels6.addSubnet('2002::', 16, 'ipv6');

export function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !inner.check(address);
  return global6.check(address, 'ipv6') && !tunnels6.check(address, 'ipv6');
}
