import { generate } from 'selfsigned';
import { loopbackHost } from './loopback-server.ts';

const day = 24 * 60 * 60 * 1000;

export interface Certificate {
  /** The authority to trust (PEM). Its private key is gone by the time this is returned. */
  readonly caPem: string;
  readonly certPem: string;
  readonly keyPem: string;
}

/**
 * Makes a certificate authority and one server certificate for loopback names, signed by it. Nothing touches the
 * disk, and with the authority's key forgotten nobody can sign a second certificate.
 */
export async function createCertificate(): Promise<Certificate> {
  const validity = {
    // A day back, so that a client whose clock is behind does not refuse it.
    notBeforeDate: new Date(Date.now() - day),
    notAfterDate: new Date(Date.now() + 365 * day),
  };
  const signing = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256', ...validity } as const;
  const authority = await generate([{ name: 'commonName', value: 'Postkey practice CA' }], {
    ...signing,
    extensions: [
      { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const server = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...signing,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: loopbackHost },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  });
  return { caPem: authority.cert, certPem: server.cert, keyPem: server.private };
}
