import type { ErrorCode } from '../../preload/contract/index.ts';
import { Failure } from '../explain/failure.ts';
import { redact } from '../explain/redact.ts';
import { proxyFailureIn } from './proxy-failure.ts';

/** The request that failed, as far as it may be told. */
export interface TokenRequest {
  readonly provider: string;
  readonly clientId: string;
  readonly url: string;
  /** What it held that must not be told. */
  readonly secrets: readonly string[];
}

/** Beyond this a reply tells nothing more. */
const maxEvidence = 4_000;
/** A local clock that is further off than this (milliseconds) makes tokens look expired or not yet valid. */
const clockTolerance = 120_000;

/** OAuth errors that only a person can settle (RFC 6749 §5.2, OpenID Connect Core §3.1.2.6). */
const needsPerson = new Set(['invalid_grant', 'interaction_required', 'login_required', 'consent_required']);

/**
 * What went wrong at a token endpoint, from what simple-oauth2 threw: a Boom error whose `data` holds the reply, a
 * network error, or an assertion over a reply that was empty.
 */
export function tokenFailure(error: unknown, request: TokenRequest): Failure {
  if (error instanceof Failure) return error;
  const boom = asBoom(error);
  const context: Record<string, string> & { host: string } = {
    clientId: request.clientId,
    url: request.url,
    host: new URL(request.url).host,
  };
  const failure = (code: ErrorCode, evidence: string, where: 'token' | 'network' = 'token') =>
    new Failure(code, { where, provider: request.provider, context, evidence }, { cause: bareCause(error) });

  const proxied = proxyFailureIn(error, { ...request, context });
  if (proxied) return proxied;
  if (!boom) {
    // Over an empty reply simple-oauth2 stumbles (TypeError) or asserts; anything else is a fault of ours.
    if (!(error instanceof TypeError) && !isAssertion(error)) throw bareCause(error);
    return failure('TOKEN_FAILED', 'POSTKEY_TOKEN_RESPONSE_INVALID the reply was empty');
  }
  if (boom.status === undefined) {
    const reason = boom.networkCode ?? boom.message;
    const timedOut = boom.message === 'Client request timeout' || boom.message === 'Request Time-out';
    const evidence = timedOut
      ? `POSTKEY_TOKEN_TIMEOUT ${context.host}`
      : `${reason} ${boom.networkMessage ?? ''} ${context.host}`;
    return failure('NETWORK_FAILED', evidence, 'network');
  }
  const skew = clockSkew(boom.headers);
  const body = redact(boom.body, request.secrets).slice(0, maxEvidence);
  const evidence = [`HTTP ${boom.status}`, body, skew].filter(Boolean).join('\n');
  const pause = secondsToWait(text(boom.headers['retry-after']));
  if (pause !== null) context['retryAfter'] = String(pause);
  if (boom.status < 400)
    return failure('TOKEN_FAILED', `POSTKEY_TOKEN_RESPONSE_INVALID not JSON\n${evidence}`);
  return failure(
    boom.oauthError && needsPerson.has(boom.oauthError) ? 'NEEDS_SIGN_IN' : 'TOKEN_FAILED',
    evidence,
  );
}

/** The `error` of a refusal (RFC 6749 §5.2), from what simple-oauth2 or Wreck threw. */
export function oauthErrorOf(error: unknown): string | undefined {
  return asBoom(error)?.oauthError;
}

/** Whether asking again unchanged can help: the network, or HTTP 408, 429 and 5xx. */
export function isTransient(failure: Failure): boolean {
  if (failure.code === 'NETWORK_FAILED') return !isProxyLogin(failure.facts.evidence);
  return failure.code === 'TOKEN_FAILED' && /^HTTP (408|429|5\d\d)\b/.test(failure.facts.evidence);
}

/** Whether a proxy refused the login: many lock whoever tries the wrong one again and again. */
export function isProxyLogin(evidence: string): boolean {
  return evidence.startsWith('POSTKEY_PROXY_LOGIN');
}

/** `Retry-After` is either seconds or a date (RFC 9110 §10.2.3). */
function secondsToWait(header: string | undefined): number | null {
  if (header === undefined) return null;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : null;
}

/** Milliseconds the server asked to be left alone; 0 where it did not. */
export function pauseAskedFor(failure: Failure): number {
  return Number(failure.facts.context?.['retryAfter'] ?? 0) * 1000;
}

interface BoomFacts {
  readonly message: string;
  /** HTTP status; absent where there was no reply. */
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly oauthError: string | undefined;
  readonly networkCode: string | undefined;
  readonly networkMessage: string | undefined;
}

function asBoom(error: unknown): BoomFacts | null {
  if (!(error instanceof Error) || !('isBoom' in error)) return null;
  const data = record('data' in error ? error.data : undefined);
  const response = record(data['res']);
  const payload = data['payload'];
  return {
    message: error.message.replace(/^Client request error: .*/s, 'Client request error'),
    status:
      cameWhole(error) && typeof response['statusCode'] === 'number' ? response['statusCode'] : undefined,
    headers: record(response['headers']),
    body: bodyText(payload),
    oauthError: text(record(payload)['error']),
    networkCode: text(data['code']) ?? text(record(error)['code']),
    networkMessage: text(data['message']),
  };
}

/** A reply that broke off says nothing, whatever its status was. */
function cameWhole({ message }: Error): boolean {
  return !/^(?:Payload stream |Request Time-out$)/.test(message);
}

function bodyText(payload: unknown): string {
  if (Buffer.isBuffer(payload)) return payload.toString('utf8');
  return payload === undefined || payload === null ? '' : JSON.stringify(payload);
}

function clockSkew(headers: Readonly<Record<string, unknown>>): string {
  const server = Date.parse(text(headers['date']) ?? '');
  const off = Date.now() - server;
  return Math.abs(off) > clockTolerance ? `POSTKEY_CLOCK_SKEW ${Math.round(off / 1000)} s` : '';
}

/** The thrown error carries the request, and with it the client secret: only its message goes further. */
function bareCause(error: unknown): Error {
  return new Error(error instanceof Error ? error.message : 'token request failed');
}

/** As Hoek throws it. */
function isAssertion(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Cannot create access token');
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
