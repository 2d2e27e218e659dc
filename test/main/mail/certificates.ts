import { generate } from 'selfsigned';

export interface Identity {
  readonly key: string;
  readonly cert: string;
}

export interface Certificates {
  /** PEM of the authority that signed all but `selfSigned`. */
  readonly ca: string;
  readonly good: Identity;
  readonly expired: Identity;
  readonly wrongName: Identity;
  readonly selfSigned: Identity;
}

const DAY = 86_400_000;
const common = { keyType: 'ec', algorithm: 'sha256' } as const;

/** An authority of our own, and certificates right and wrong for `localhost`. */
export async function makeCertificates(): Promise<Certificates> {
  const authority = await generate([{ name: 'commonName', value: 'Scripted CA' }], {
    ...common,
    extensions: [{ name: 'basicConstraints', cA: true, critical: true }],
  });
  const ca = { key: authority.private, cert: authority.cert };
  const [good, expired, wrongName, selfSigned] = await Promise.all([
    issue('localhost', { ca }),
    issue('localhost', {
      ca,
      notBeforeDate: new Date(Date.now() - 20 * DAY),
      notAfterDate: new Date(Date.now() - 10 * DAY),
    }),
    issue('elsewhere.example', { ca }),
    issue('localhost', {}),
  ]);
  return { ca: authority.cert, good, expired, wrongName, selfSigned };
}

async function issue(
  name: string,
  options: { readonly ca?: { key: string; cert: string }; notBeforeDate?: Date; notAfterDate?: Date },
): Promise<Identity> {
  const issued = await generate([{ name: 'commonName', value: name }], {
    ...common,
    ...options,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: name }] }],
  });
  return { key: issued.private, cert: issued.cert };
}
