import { type ReactNode, useId } from 'react';
import classes from './Surface.module.css';

interface SurfaceProps {
  readonly title?: string;
  /** Beside the title, at the right. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A sheet of paper on the page: a group of things that belong together. */
export function Surface({ title, aside, children }: SurfaceProps) {
  const id = useId();
  if (title === undefined) return <div className={classes['surface']}>{children}</div>;
  return (
    <section className={classes['surface']} aria-labelledby={id}>
      <div className={classes['head']}>
        <h2 className={classes['title']} id={id}>
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
