import type { ConsentEvent } from '../../preload/contract/index.ts';
import { pollForToken } from './device-code.ts';
import { type Settlement, settle } from './settle.ts';

export interface DeviceConsentOptions extends Settlement {
  /** Milliseconds until the attempt is given up, where the code does not end sooner. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * A sign-in on another device by a code to type there (RFC 8628).
 *
 * @throws Failure `CONSENT_FAILED`, `CANCELLED`, or what the provider or the vault says
 */
export async function* signInByDevice(options: DeviceConsentOptions): AsyncGenerator<ConsentEvent> {
  const { client, signal } = options;
  const device = await client.startDevice();
  const deadline = Date.now() + Math.min(device.expiresIn * 1000, options.timeoutMs);
  const { verificationUriComplete } = device;
  yield {
    event: 'device',
    userCode: device.userCode,
    verificationUri: device.verificationUri,
    ...(verificationUriComplete ? { verificationUriComplete } : {}),
    expiresAt: new Date(deadline).toISOString(),
    intervalSeconds: device.interval,
  };
  const reply = await pollForToken({
    ask: () => client.askForDevice(device.deviceCode),
    interval: device.interval,
    deadline,
    signal,
  });
  yield { event: 'exchanging' };
  yield await settle(options, reply);
}
