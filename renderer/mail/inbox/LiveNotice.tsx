import { ActionIcon, Button } from '@mantine/core';
import { IconMailOpened, IconX } from '@tabler/icons-react';
import { useFormat } from '../../ui/use-format.tsx';
import { useTexts } from '../../use-texts.ts';
import { correspondent } from './correspondent.ts';
import classes from './Inbox.module.css';
import type { Live } from './use-live.ts';

interface LiveNoticeProps {
  readonly live: Live;
  onOpen(uid: number): void;
}

/** Whether news are listened for, and what has come in since. */
export function LiveNotice({ live, onOpen }: LiveNoticeProps) {
  const { t } = useTexts();
  const format = useFormat();
  const { arrived, state, idle } = live;
  const [newest] = arrived;
  const sentence =
    newest === undefined
      ? t(`inbox:live.${state === 'listening' ? (idle ? 'idle' : 'polling') : state}`)
      : t('inbox:live.arrived', {
          count: arrived.length,
          formatted: format.number(arrived.length),
          from: newest.from.map(correspondent)[0] ?? t('inbox:nobody'),
          subject: newest.subject === '' ? t('inbox:noSubject') : newest.subject,
        });
  return (
    <div className={classes['live']} data-state={newest === undefined ? state : 'arrived'}>
      <span className={classes['lamp']} aria-hidden />
      <p role="status">{sentence}</p>
      {newest === undefined ? null : (
        <>
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconMailOpened size={14} aria-hidden />}
            onClick={() => {
              onOpen(newest.uid);
              live.dismiss();
            }}
          >
            {t('inbox:live.open')}
          </Button>
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            aria-label={t('inbox:live.dismiss')}
            onClick={live.dismiss}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        </>
      )}
    </div>
  );
}
