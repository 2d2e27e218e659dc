import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useRef, useState } from 'react';
import type { AccountStatus } from '../../preload/contract/index.ts';
import { useTexts } from '../use-texts.ts';
import { AccountRow } from './AccountRow.tsx';
import classes from './AccountTable.module.css';

const ROW_HEIGHT = 54;
const columns = ['account', 'provider', 'health', 'expires', 'actions'] as const;

/** Draws only the rows in sight, so that thousands cost no more than a screenful. */
export function AccountTable({ accounts }: { readonly accounts: readonly AccountStatus[] }) {
  const { t } = useTexts();
  const scroller = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const toggle = useCallback((id: string) => setOpened((last) => (last === id ? null : id)), []);
  const rows = useVirtualizer({
    count: accounts.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => accounts[index]?.id ?? index,
    overscan: 8,
  });
  return (
    <div className={classes['table']}>
      <div className={classes['head']} aria-hidden>
        {columns.map((column) => (
          <span key={column} {...(column === 'provider' ? { className: classes['provider'] } : {})}>
            {t(`accounts:column.${column}`)}
          </span>
        ))}
      </div>
      <div className={classes['scroller']} ref={scroller}>
        <ul
          className={classes['spacer']}
          aria-label={t('accounts:table')}
          style={{ height: rows.getTotalSize() }}
        >
          {rows.getVirtualItems().map((item) => {
            const account = accounts[item.index];
            if (!account) return null;
            return (
              <li
                key={item.key}
                ref={rows.measureElement}
                data-index={item.index}
                className={classes['slot']}
                aria-posinset={item.index + 1}
                aria-setsize={accounts.length}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <AccountRow account={account} opened={opened === account.id} onToggle={toggle} />
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}
