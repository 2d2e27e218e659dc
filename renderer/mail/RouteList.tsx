import { IconLock, IconLockOpen, IconQuestionMark } from '@tabler/icons-react';
import type { MessageHop } from '../../preload/contract/index.ts';
import { useFormat } from '../ui/use-format.tsx';
import { useTexts } from '../use-texts.ts';
import classes from './MessageWay.module.css';

/** The way a message went, leg by leg, as the servers on it say. */
export function RouteList({ route }: { readonly route: readonly MessageHop[] }) {
  const { t } = useTexts();
  const format = useFormat();
  return (
    <ol className={classes['route']}>
      {route.map((hop, index) => {
        const safety = hop.tls === null ? 'unknown' : hop.tls ? 'tls' : 'plain';
        const Icon = { unknown: IconQuestionMark, tls: IconLock, plain: IconLockOpen }[safety];
        const how = [hop.tlsVersion, hop.cipher].filter((part) => part !== undefined).join(', ');
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: legs have no identity but their place
          <li key={index} data-safety={safety}>
            <Icon size={15} aria-hidden />
            <div>
              <span className={classes['leg']}>
                {t('mail:route.leg', {
                  from: hop.from ?? t('mail:route.unknown'),
                  by: hop.by ?? t('mail:route.unknown'),
                })}
              </span>
              <p className={classes['by']}>
                {[
                  t(`mail:route.safety.${safety}`),
                  how,
                  hop.protocol ?? '',
                  hop.delayMs === null ? '' : t('mail:route.delay', { time: format.duration(hop.delayMs) }),
                ]
                  .filter((part) => part !== '')
                  .join(' · ')}
              </p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
