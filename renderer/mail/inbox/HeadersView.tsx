import type { MailMessage } from '../../../preload/contract/index.ts';
import { useTexts } from '../../use-texts.ts';
import { RouteList } from '../RouteList.tsx';
import { VerdictList } from '../VerdictList.tsx';
import { explainedHeader } from './headers.ts';
import classes from './Message.module.css';

/** What the headers tell, in plain words first, then as they stand. */
export function HeadersView({ message }: { readonly message: MailMessage }) {
  const { t } = useTexts();
  return (
    <div className={classes['headers']}>
      <section>
        <h3 className={classes['heading']}>{t('inbox:authenticity')}</h3>
        {message.verdicts.length === 0 ? (
          <p className={classes['note']}>{t('inbox:noVerdicts')}</p>
        ) : (
          <VerdictList verdicts={message.verdicts} />
        )}
      </section>
      {message.route.length === 0 ? null : (
        <section>
          <h3 className={classes['heading']}>{t('mail:route.title')}</h3>
          <RouteList route={message.route} />
        </section>
      )}
      <section>
        <h3 className={classes['heading']}>{t('inbox:allHeaders')}</h3>
        <dl className={classes['fields']}>
          {message.headers.map(({ name, value }, index) => {
            const known = explainedHeader(name);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: fields repeat; their order is theirs
              <div key={index}>
                <dt>
                  {name}
                  {known === null ? null : (
                    <span className={classes['meaning']}>{t(`inbox:header.${known}`)}</span>
                  )}
                </dt>
                <dd>{value}</dd>
              </div>
            );
          })}
        </dl>
      </section>
    </div>
  );
}
