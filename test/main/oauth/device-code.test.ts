import { describe, expect, test } from 'vitest';
import { Failure } from '../../../main/explain/failure.ts';
import { type DeviceAnswer, pollForToken, readDeviceAuthorization } from '../../../main/oauth/device-code.ts';
import { failureOf } from '../failure-of.ts';

const granted: DeviceAnswer = { kind: 'granted', reply: { accessToken: 'at' } };
const unreachable = new Failure('NETWORK_FAILED', { where: 'network', evidence: 'ECONNREFUSED' });

/** Polls through some answers without waiting. */
function polling(answers: readonly (DeviceAnswer['kind'] | 'unreachable')[], interval = 5) {
  const waits: number[] = [];
  const left = [...answers];
  const outcome = pollForToken({
    ask: async () => {
      const kind = left.shift();
      if (kind === 'unreachable') throw unreachable;
      return kind === undefined || kind === 'granted' ? granted : { kind };
    },
    interval,
    deadline: Date.now() + 600_000,
    signal: new AbortController().signal,
    wait: async (ms) => waits.push(ms),
  });
  return { waits, outcome };
}

describe('asking whether a person has typed the code', () => {
  test('keeps to the interval that the provider names', async () => {
    const { waits, outcome } = polling(['pending', 'pending', 'granted'], 3);
    expect(await outcome).toEqual({ accessToken: 'at' });
    expect(waits).toEqual([3_000, 3_000, 3_000]);
  });

  test('takes five seconds longer from each slow_down on (RFC 8628 §3.5)', async () => {
    const { waits, outcome } = polling(['slow-down', 'pending', 'slow-down', 'granted']);
    await outcome;
    expect(waits).toEqual([5_000, 10_000, 10_000, 15_000]);
  });

  test('doubles the pause where no answer comes', async () => {
    const { waits, outcome } = polling(['unreachable', 'unreachable', 'granted']);
    await outcome;
    expect(waits).toEqual([5_000, 10_000, 20_000]);
  });

  test.each([
    ['expired', 'POSTKEY_DEVICE_CODE_EXPIRED'],
    ['denied', 'POSTKEY_DEVICE_DENIED'],
  ] as const)('ends where it is %s', async (kind, evidence) => {
    const failure = await failureOf(polling(['pending', kind]).outcome);
    expect(failure).toMatchObject({ code: 'CONSENT_FAILED', facts: { evidence } });
  });

  test('ends when the code does', async () => {
    const ended = pollForToken({
      ask: async () => ({ kind: 'pending' }),
      interval: 0,
      deadline: Date.now() + 20,
      signal: new AbortController().signal,
    });
    expect(await failureOf(ended)).toMatchObject({ facts: { evidence: 'POSTKEY_DEVICE_CODE_EXPIRED' } });
  });
});

describe('a device authorization', () => {
  const reply = { device_code: 'd', user_code: 'U', verification_uri: 'https://x.test/d', expires_in: 900 };

  test('has an interval of five seconds where none is named', () => {
    expect(readDeviceAuthorization(reply, 'custom')).toMatchObject({ interval: 5, expiresIn: 900 });
  });

  test('may name its page as Google and Yandex do', () => {
    const { verification_uri: verification_url, ...others } = reply;
    expect(readDeviceAuthorization({ ...others, verification_url }, 'yandex').verificationUri).toBe(
      'https://x.test/d',
    );
  });

  test.each([
    ['no code', { ...reply, user_code: undefined }],
    ['no page', { ...reply, verification_uri: undefined }],
    ['a page that is a script', { ...reply, verification_uri: 'javascript:alert(1)' }],
    ['no end', { ...reply, expires_in: 'soon' }],
    ['nothing', {}],
  ])('is refused with %s', async (_, wrong) => {
    const failure = await failureOf(Promise.resolve().then(() => readDeviceAuthorization(wrong, 'custom')));
    expect(failure.facts.evidence).toMatch(/^POSTKEY_DEVICE_RESPONSE_INVALID/);
  });
});
