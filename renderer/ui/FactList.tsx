import type { ReactNode } from 'react';
import classes from './FactList.module.css';

/** What something is, name by name: takes `dt` and `dd`. */
export function FactList({ children }: { readonly children: ReactNode }) {
  return <dl className={classes['facts']}>{children}</dl>;
}
