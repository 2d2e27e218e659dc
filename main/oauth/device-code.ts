import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { Failure } from '../explain/failure.ts';
import type { TokenReply } from './token-reply.ts';

/** What a device authorization endpoint gave (RFC 8628 §3.2). */
export interface DeviceAuthorization {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly verificationUri: string;
  /** With the code in it. */
  readonly verificationUriComplete?: string;
  /** Seconds. */
  readonly expiresIn: number;
  /** Seconds between two questions, to begin with. */
  readonly interval: number;
}

/** How one question for the token was answered. */
export type DeviceAnswer =
  | { readonly kind: 'granted'; readonly reply: TokenReply }
  /** `slow-down`: five seconds more between questions from now on (RFC 8628 §3.5). */
  | { readonly kind: 'pending' | 'slow-down' | 'expired' | 'denied' };

export const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

const Reply = z.object({
  device_code: z.string().min(1),
  user_code: z.string().min(1).max(200),
  verification_uri: z.url().optional(),
  /** As Google and Yandex called it before the RFC. */
  verification_url: z.url().optional(),
  verification_uri_complete: z.url().optional().catch(undefined),
  expires_in: z.coerce.number().positive(),
  interval: z.coerce.number().min(0).default(5),
});

/** @throws Failure `TOKEN_FAILED` where the reply is none */
export function readDeviceAuthorization(reply: unknown, provider: string): DeviceAuthorization {
  const parsed = Reply.safeParse(reply);
  const uri = parsed.data?.verification_uri ?? parsed.data?.verification_url;
  if (!parsed.success || !uri || !isWebPage(uri)) {
    throw new Failure('TOKEN_FAILED', {
      where: 'token',
      provider,
      evidence: 'POSTKEY_DEVICE_RESPONSE_INVALID the reply has no code or no page to type it in',
    });
  }
  const { device_code, user_code, verification_uri_complete: complete, expires_in, interval } = parsed.data;
  return {
    deviceCode: device_code,
    userCode: user_code,
    verificationUri: uri,
    ...(complete && isWebPage(complete) ? { verificationUriComplete: complete } : {}),
    expiresIn: expires_in,
    interval,
  };
}

/** What each OAuth error means to who polls; `authorization_declined` is Microsoft's word. */
export const pollErrors: Readonly<Record<string, Exclude<DeviceAnswer['kind'], 'granted'>>> = {
  authorization_pending: 'pending',
  slow_down: 'slow-down',
  expired_token: 'expired',
  access_denied: 'denied',
  authorization_declined: 'denied',
};

export interface PollOptions {
  readonly ask: () => Promise<DeviceAnswer>;
  /** Seconds between two questions, to begin with. */
  readonly interval: number;
  /** Milliseconds since 1970 when there is no point in asking any more. */
  readonly deadline: number;
  readonly signal: AbortSignal;
  /** Resolves after some milliseconds, or rejects when the signal aborts. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** Seconds that `slow_down` adds. */
const slowing = 5;

/**
 * Asks for the token until the person has decided (RFC 8628 §3.4, §3.5). Where no answer comes at all the pauses double.
 *
 * @throws Failure `CONSENT_FAILED` where it was refused or ran out of time, `CANCELLED`, or what the endpoint says
 */
export async function pollForToken(options: PollOptions): Promise<TokenReply> {
  const { ask, deadline, signal, wait = (ms, on) => pause(ms, undefined, { signal: on }) } = options;
  let interval = options.interval;
  for (;;) {
    const left = deadline - Date.now();
    if (left <= 0) throw pollFailure('CONSENT_FAILED', 'POSTKEY_DEVICE_CODE_EXPIRED');
    await wait(Math.min(interval * 1000, left), signal).catch(() => undefined);
    if (signal.aborted) throw pollFailure('CANCELLED', 'POSTKEY_CANCELLED sign-in');
    const answer = await ask().catch((error: unknown) => {
      if (error instanceof Failure && error.code === 'NETWORK_FAILED') return null;
      throw error;
    });
    switch (answer?.kind) {
      case 'granted':
        return answer.reply;
      case 'expired':
        throw pollFailure('CONSENT_FAILED', 'POSTKEY_DEVICE_CODE_EXPIRED');
      case 'denied':
        throw pollFailure('CONSENT_FAILED', 'POSTKEY_DEVICE_DENIED');
      case 'slow-down':
        interval += slowing;
        break;
      case undefined:
        interval = Math.max(1, interval) * 2;
        break;
      case 'pending':
        break;
    }
  }
}

function pollFailure(code: 'CONSENT_FAILED' | 'CANCELLED', evidence: string): Failure {
  return new Failure(code, { where: 'authorize', evidence });
}

/** The address is shown and opened: nothing but a web page. */
function isWebPage(address: string): boolean {
  return /^https?:$/.test(new URL(address).protocol);
}
