import type { ReactNode } from 'react';
import icon from '../icon.svg';
import { useTexts } from '../use-texts.ts';
import classes from './WelcomeCard.module.css';

/** The single card of the first start: what Postkey promises, then the one question. */
export function WelcomeCard({ children }: { readonly children: ReactNode }) {
  const { t } = useTexts();
  return (
    <main className={classes['page']}>
      <div className={classes['card']}>
        <header className={classes['head']}>
          <img src={icon} alt="" width={40} height={40} />
          <div>
            <p className={classes['product']}>{t('product')}</p>
            <p className={classes['promise']}>{t('promise')}</p>
          </div>
        </header>
        <div className={classes['body']}>{children}</div>
      </div>
    </main>
  );
}
