import { isIP } from 'node:net';
import { createSecureContext, type SecureContext } from 'node:tls';

const MIN_VERSION = 'TLSv1.2';

/**
 * What is trusted: the system's certificates and, if given, those of `ca` (PEM). Making one takes a millisecond;
 * `ca` beside `tls.rootCertificates`, the documented way, takes twenty and loses NODE_EXTRA_CA_CERTS.
 */
export function trusting(ca: string | undefined): SecureContext {
  const trust = createSecureContext({ minVersion: MIN_VERSION });
  if (ca !== undefined) (trust.context as { addCACert(pem: string): void }).addCACert(ca);
  return trust;
}

/** For libraries that make their own TLS connection: the same trust, and nothing unverified. */
export function verifiedTls(host: string, trust: SecureContext) {
  return {
    secureContext: trust,
    minVersion: MIN_VERSION,
    rejectUnauthorized: true,
    ...(isIP(host) === 0 && { servername: host }),
  } as const;
}
