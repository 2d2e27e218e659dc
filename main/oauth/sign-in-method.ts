import type { Account, Grant, NewAccount, SignInMethod } from '../../preload/contract/index.ts';
import { invalidInput } from '../explain/invalid-input.ts';
import type { ProviderFacts } from './providers/provider.ts';
import { withoutOAuth } from './providers/without-oauth.ts';

/** How a person signs in where they did not choose. */
export function usualMethod({ grant }: Account, redirectUri: string): SignInMethod {
  if (grant === 'device_code') return 'device';
  return comesBack(redirectUri) ? 'browser' : 'paste';
}

/** @throws Failure `INVALID_INPUT` where a browser would not come back to this machine */
export function requireLoopback(redirectUri: string): void {
  if (comesBack(redirectUri)) return;
  throw invalidInput('redirectUri', 'not-loopback', { value: redirectUri });
}

/**
 * What was asked for, where the provider has it. A provider with one grant of its own gets that by default.
 *
 * @throws Failure `INVALID_INPUT`
 */
export function offeredGrant({ grant }: NewAccount, { id, grants: offered }: ProviderFacts): Grant {
  const [only, ...others] = offered;
  if (!only) throw withoutOAuth(id);
  const wanted = grant === 'authorization_code' && others.length === 0 ? only : grant;
  if (offered.includes(wanted)) return wanted;
  throw invalidInput('grant', 'not-one-of', { value: wanted, known: offered.join(', ') });
}

/** Whether a browser that is sent there comes to this machine, where the listener waits (RFC 8252 §7.3). */
export function comesBack(redirectUri: string): boolean {
  const { protocol, hostname } = new URL(redirectUri);
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
