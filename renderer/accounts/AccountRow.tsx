import { memo } from 'react';
import type { AccountStatus } from '../../preload/contract/index.ts';
import { DiagnosisCard } from '../ui/DiagnosisCard.tsx';
import { HealthBadge } from '../ui/HealthBadge.tsx';
import { useFormat } from '../ui/use-format.tsx';
import { useNow } from '../ui/use-now.ts';
import { useProviderName } from '../use-provider-name.ts';
import { useTexts } from '../use-texts.ts';
import { AccountActions } from './AccountActions.tsx';
import classes from './AccountTable.module.css';
import { accountName, type Expiry, expiries, urgentExpiry } from './account-list.ts';

interface AccountRowProps {
  readonly account: AccountStatus;
  /** Whether its diagnosis is unfolded. */
  readonly opened: boolean;
  onToggle(account: string): void;
}

/** Unchanged rows are left alone while the list scrolls. */
export const AccountRow = memo(function AccountRow({ account, opened, onToggle }: AccountRowProps) {
  const providerName = useProviderName();
  const name = accountName(account);
  const open = opened && account.diagnosis !== null;
  return (
    <>
      <div className={classes['cells']}>
        <div className={classes['account']}>
          <div className={classes['name']} title={name}>
            {name}
          </div>
          <div className={classes['address']} title={account.address}>
            {name === account.address ? null : <span>{account.address}</span>}
            <span className={classes['providerInline']}>{providerName(account.provider)}</span>
          </div>
        </div>
        <div className={classes['provider']}>{providerName(account.provider)}</div>
        <div className={classes['health']}>
          <HealthBadge health={account.health} />
        </div>
        <div className={classes['expires']}>
          <Expiries account={account} />
        </div>
        <div className={classes['actions']}>
          <AccountActions account={account} opened={open} onToggle={() => onToggle(account.id)} />
        </div>
      </div>
      {open && account.diagnosis ? (
        <div className={classes['detail']}>
          <DiagnosisCard diagnosis={account.diagnosis} />
        </div>
      ) : null}
    </>
  );
});

/** The token renews itself; what comes after it is what the admin has to look to. */
function Expiries({ account }: { account: AccountStatus }) {
  const { t } = useTexts();
  const [first, second] = expiries(account);
  if (!first) return <span className={classes['later']}>{t('accounts:expiry.none')}</span>;
  const urgent = urgentExpiry(account);
  return (
    <>
      <ExpiryText expiry={first} urgent={first.kind === urgent} />
      {second ? <ExpiryText expiry={second} urgent={second.kind === urgent} later /> : null}
    </>
  );
}

interface ExpiryTextProps {
  readonly expiry: Expiry;
  readonly urgent: boolean;
  readonly later?: boolean;
}

function ExpiryText({ expiry, urgent, later = false }: ExpiryTextProps) {
  const { t } = useTexts();
  const format = useFormat();
  const now = useNow(15_000);
  const exact = expiry.kind === 'secret' ? format.date(expiry.at) : format.exact(expiry.at);
  return (
    <time
      className={later ? classes['later'] : classes['soonest']}
      data-urgent={urgent}
      dateTime={expiry.at}
      title={exact}
    >
      {t(`accounts:expiry.${expiry.kind}`, { when: format.relative(expiry.at, now) })}
    </time>
  );
}
