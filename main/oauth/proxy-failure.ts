import { Failure } from '../explain/failure.ts';
import { redact } from '../explain/redact.ts';
import { ProxyFailed } from '../proxy/tunnel.ts';

/** The request that did not get through, as far as it may be told. */
export interface ProxiedRequest {
  readonly url: string;
  /** What must not be told. */
  readonly secrets: readonly string[];
  readonly provider?: string;
  readonly context?: Readonly<Record<string, string>>;
}

/**
 * What the proxy said, where that is why a request failed.
 *
 * @param error as the HTTP client threw it: it decorates what it was given
 */
export function proxyFailureIn(error: unknown, request: ProxiedRequest): Failure | undefined {
  if (!(error instanceof ProxyFailed)) return undefined;
  const { url, secrets, provider, context } = request;
  const { hostname, port } = new URL(url);
  return new Failure('NETWORK_FAILED', {
    where: 'network',
    evidence: redact(error.evidence, secrets),
    ...(provider === undefined ? {} : { provider }),
    context: { ...context, host: hostname, port: port || '443' },
  });
}
