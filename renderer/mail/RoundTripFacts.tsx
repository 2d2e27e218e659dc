import type { RoundTripResult } from '../../preload/contract/index.ts';
import { Surface } from '../ui/Surface.tsx';
import { useFormat } from '../ui/use-format.tsx';
import { useTexts } from '../use-texts.ts';
import classes from './CheckPanel.module.css';
import { RouteList } from './RouteList.tsx';
import { VerdictList } from './VerdictList.tsx';

/** How the message came back: when, by which way, and what the receiver thinks of its sender. */
export function RoundTripFacts({ result }: { readonly result: RoundTripResult }) {
  const { t } = useTexts();
  const format = useFormat();
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
      </dl>
      <h3 className={classes['heading']}>{t('mail:roundTripAuthentication')}</h3>
      {result.verdicts.length > 0 ? <VerdictList verdicts={result.verdicts} /> : null}
      {result.verdicts.length === 0 && result.authenticationResults.length === 0 ? (
        <p className={classes['note']}>{t('mail:roundTripNoAuthentication')}</p>
      ) : null}
      {result.authenticationResults.length === 0 ? null : (
        <details className={classes['raw']}>
          <summary>{t('mail:roundTripRaw')}</summary>
          <pre>{result.authenticationResults.join('\n')}</pre>
        </details>
      )}
      {result.route.length === 0 ? null : (
        <>
          <h3 className={classes['heading']}>{t('mail:route.title')}</h3>
          <RouteList route={result.route} />
        </>
      )}
    </Surface>
  );
}
