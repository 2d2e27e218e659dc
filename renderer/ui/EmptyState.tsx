import type { ReactNode } from 'react';
import classes from './EmptyState.module.css';

interface EmptyStateProps {
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}

/** Says what to do first, on something that looks like an unused stamp. */
export function EmptyState({ title, text, children }: EmptyStateProps) {
  return (
    <section className={classes['stamp']}>
      <h2 className={classes['title']}>{title}</h2>
      <p className={classes['text']}>{text}</p>
      {children === undefined ? null : <div className={classes['actions']}>{children}</div>}
    </section>
  );
}
