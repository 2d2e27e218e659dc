import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { TokenInsight as Insight } from '../../preload/contract/index.ts';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { useTexts } from '../use-texts.ts';
import classes from './TokenInsight.module.css';

const rows = ['user', 'tenant', 'audience', 'appId'] as const;

/** Who, for what, until when; where the token cannot be looked into, that is said. */
export function TokenInsight({ insight }: { readonly insight: Insight }) {
  const { t } = useTexts();
  const { format, findings, outlook } = insight;
  const permissions = insight.scopes ?? insight.roles ?? [];
  return (
    <div className={classes['insight']}>
      <p className={classes['text']}>{t(`accounts:details.format.${format}`)}</p>
      {findings.map((finding) => (
        <p key={finding} className={classes['finding']}>
          <IconAlertTriangle size={16} aria-hidden />
          {finding}
        </p>
      ))}
      {format === 'jwt' ? (
        <dl className={classes['rows']}>
          {rows.map((row) => (
            <Row key={row} name={t(`accounts:details.${row}`)} value={insight[row]} />
          ))}
          {permissions.length === 0 ? null : (
            <>
              <dt>{t('accounts:details.permissions')}</dt>
              <dd>
                <ul>
                  {permissions.map((permission) => (
                    <li key={permission}>{permission}</li>
                  ))}
                </ul>
              </dd>
            </>
          )}
          <Instant name={t('accounts:details.issued')} at={insight.issuedAt} />
          <Instant name={t('accounts:details.expires')} at={insight.expiresAt} />
        </dl>
      ) : null}
      {outlook === null ? null : (
        <section className={classes['outlook']} aria-label={t('accounts:details.outlook')}>
          <h3>{t('accounts:details.outlook')}</h3>
          <p className={classes['text']}>
            {outlook.keptAliveByUse ? <IconCircleCheck size={15} aria-hidden /> : null} {outlook.text}{' '}
            {outlook.endsAt === null ? null : <RelativeTime at={outlook.endsAt} />}
          </p>
        </section>
      )}
    </div>
  );
}

function Row({ name, value }: { name: string; value: string | undefined }) {
  if (value === undefined) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

function Instant({ name, at }: { name: string; at: string | undefined }) {
  if (at === undefined) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <RelativeTime at={at} />
      </dd>
    </>
  );
}
