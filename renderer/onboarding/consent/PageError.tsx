import { ErrorExplainer } from '../../explain/ErrorExplainer.tsx';
import { useTexts } from '../../use-texts.ts';
import classes from './Consent.module.css';

/** Providers show some errors on their own page only, and tell no app of them. */
export function PageError({ account }: { readonly account: string }) {
  const { t } = useTexts();
  return (
    <details className={classes['pageError']}>
      <summary>{t('onboarding:consent.pageError')}</summary>
      <p>{t('onboarding:consent.pageErrorText')}</p>
      <ErrorExplainer account={account} />
    </details>
  );
}
