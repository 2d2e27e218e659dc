import type { RoundTripResult } from '../../preload/contract/index.ts';
import { Surface } from '../ui/Surface.tsx';
import { useFormat } from '../ui/use-format.tsx';
import { useTexts } from '../use-texts.ts';
import classes from './CheckPanel.module.css';

export function RoundTripFacts({ result }: { readonly result: RoundTripResult }) {
  const { t } = useTexts();
  const format = useFormat();
  if (!result.ok) return null;
  return (
    <Surface title={t('mail:roundTripResult')}>
      <dl className={classes['facts']}>
        <dt>{t('mail:roundTripDelay')}</dt>
        <dd>{format.duration(result.ms)}</dd>
        {result.bytes === undefined ? null : (
          <>
            <dt>{t('mail:roundTripSize')}</dt>
            <dd>{format.size(result.bytes)}</dd>
          </>
        )}
        <dt className={classes['wide']}>{t('mail:roundTripAuthentication')}</dt>
        <dd className={classes['wide']}>
          {result.authenticationResults.join(' ') || t('mail:roundTripNoAuthentication')}
        </dd>
      </dl>
    </Surface>
  );
}
