import { useMemo } from 'react';
import classes from './Consent.module.css';
import { qrModules } from './qr.ts';

const QUIET = 2;

interface QrCodeProps {
  readonly text: string;
  readonly name: string;
}

/** For the camera of another device; nothing where the text does not fit. */
export function QrCode({ text, name }: QrCodeProps) {
  const modules = useMemo(() => qrModules(text), [text]);
  if (modules === null) return null;
  const size = modules.length + 2 * QUIET;
  const path = modules
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : '')))
    .join('');
  return (
    <svg
      className={classes['qr']}
      role="img"
      aria-label={name}
      viewBox={`0 0 ${size} ${size}`}
      width={132}
      height={132}
      shapeRendering="crispEdges"
    >
      <path d={path} fill="#000" />
    </svg>
  );
}
