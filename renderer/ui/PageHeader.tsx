import type { ReactNode } from 'react';
import classes from './PageHeader.module.css';

interface PageHeaderProps {
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly children?: ReactNode;
}

/** The page's one `h1`, what it is for, and its actions. It takes the focus when the page changes. */
export function PageHeader({ title, subtitle, children }: PageHeaderProps) {
  return (
    <header className={classes['header']}>
      <div className={classes['words']}>
        <h1 className={classes['title']} tabIndex={-1} id="page-title">
          {title}
        </h1>
        {subtitle === undefined ? null : <p className={classes['subtitle']}>{subtitle}</p>}
      </div>
      {children === undefined ? null : <div className={classes['actions']}>{children}</div>}
    </header>
  );
}
