import type { Certificate, TlsFacts } from '../../preload/contract/index.ts';
import { Surface } from '../ui/Surface.tsx';
import { useFormat } from '../ui/use-format.tsx';
import { useNow } from '../ui/use-now.ts';
import { useTexts } from '../use-texts.ts';
import { certificateState, commonName } from './certificate.ts';
import classes from './TlsDetails.module.css';

const MINUTE_MS = 60_000;

/** How a connection is protected, and who vouches for the server. */
export function TlsDetails({ tls }: { readonly tls: TlsFacts }) {
  const { t } = useTexts();
  const [own, ...others] = tls.chain;
  return (
    <Surface title={t('mail:tls.title')}>
      <dl className={classes['facts']}>
        <dt>{t('mail:tls.version')}</dt>
        <dd>{tls.version}</dd>
        <dt>{t('mail:tls.cipher')}</dt>
        <dd className={classes['code']}>{tls.cipher}</dd>
      </dl>
      {own === undefined ? null : <CertificateFacts certificate={own} />}
      {others.length === 0 ? null : (
        <>
          <h3 className={classes['heading']}>{t('mail:tls.chain')}</h3>
          <ol className={classes['chain']}>
            {others.map((certificate) => (
              <li key={certificate.fingerprint}>
                <details>
                  <summary>{commonName(certificate.subject)}</summary>
                  <CertificateFacts certificate={certificate} />
                </details>
              </li>
            ))}
          </ol>
        </>
      )}
    </Surface>
  );
}

function CertificateFacts({ certificate }: { certificate: Certificate }) {
  const { t } = useTexts();
  const format = useFormat();
  const now = useNow(MINUTE_MS);
  const state = certificateState(certificate, now);
  return (
    <dl className={classes['facts']}>
      <dt>{t('mail:tls.subject')}</dt>
      <dd>{certificate.subject}</dd>
      {certificate.names.length === 0 ? null : (
        <>
          <dt>{t('mail:tls.names')}</dt>
          <dd>{format.list(certificate.names)}</dd>
        </>
      )}
      <dt>{t('mail:tls.issuer')}</dt>
      <dd>{certificate.issuer === certificate.subject ? t('mail:tls.itself') : certificate.issuer}</dd>
      {certificate.validTo === null ? null : (
        <>
          <dt>{t('mail:tls.validTo')}</dt>
          <dd data-state={state}>
            <time dateTime={certificate.validTo} title={format.exact(certificate.validTo)}>
              {t(`mail:tls.expiry.${state}`, {
                date: format.date(certificate.validTo.slice(0, 10)),
                when: format.relative(certificate.validTo, now),
              })}
            </time>
          </dd>
        </>
      )}
      <dt>{t('mail:tls.fingerprint')}</dt>
      <dd className={classes['code']}>{certificate.fingerprint}</dd>
    </dl>
  );
}
