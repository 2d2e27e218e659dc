import { IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './ExternalLink.module.css';

interface ExternalLinkProps {
  readonly href: string;
  /** Where the words alone do not say what opens. */
  readonly name?: string;
  readonly children: ReactNode;
}

/** Opens in the browser, beside this window. */
export function ExternalLink({ href, name, children }: ExternalLinkProps) {
  return (
    <a
      className={classes['link']}
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      {...(name === undefined ? {} : { 'aria-label': name })}
    >
      {children}
      <IconExternalLink size={13} aria-hidden />
    </a>
  );
}
