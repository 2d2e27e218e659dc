import type { ConsentEvent } from '../../../preload/contract/index.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { ExternalLink } from '../../ui/ExternalLink.tsx';
import { useTexts } from '../../use-texts.ts';
import classes from './Consent.module.css';
import { QrCode } from './QrCode.tsx';

/** The code to type on another device (RFC 8628 §3.3). */
export function DeviceCode({ device }: { readonly device: Extract<ConsentEvent, { event: 'device' }> }) {
  const { t } = useTexts();
  const { userCode, verificationUri, verificationUriComplete } = device;
  return (
    <div className={classes['device']}>
      <ol className={classes['deviceSteps']}>
        <li>
          {t('onboarding:device.open')}{' '}
          <ExternalLink href={verificationUriComplete ?? verificationUri}>{verificationUri}</ExternalLink>{' '}
          <CopyButton value={verificationUri} name={t('onboarding:device.address')} />
        </li>
        <li>
          {t('onboarding:device.type')}
          <div className={classes['code']}>
            <output aria-label={t('onboarding:device.code')}>{userCode}</output>
            <CopyButton
              value={userCode}
              name={t('onboarding:device.code')}
              label={t('onboarding:device.copyCode')}
            />
          </div>
        </li>
        <li>{t('onboarding:device.allow')}</li>
      </ol>
      <QrCode text={verificationUriComplete ?? verificationUri} name={t('onboarding:device.qr')} />
    </div>
  );
}
