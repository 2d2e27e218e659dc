import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { FactList } from '../../ui/FactList.tsx';
import { useFormat } from '../../ui/use-format.tsx';
import { goTo } from '../../use-page.ts';
import { useTexts } from '../../use-texts.ts';
import classes from './Compose.module.css';

interface SendResultProps {
  readonly account: string;
  readonly result: { readonly messageId: string; readonly response: string; readonly bytes: number };
}

/** What the server said when it took the message. */
export function SendResult({ account, result }: SendResultProps) {
  const { t } = useTexts();
  const format = useFormat();
  return (
    <section className={classes['result']} aria-label={t('mail:compose.result')}>
      <p className={classes['sent']} role="status">
        <IconCircleCheck size={18} aria-hidden />
        {t('mail:compose.sent')}
      </p>
      <FactList>
        <dt>{t('mail:compose.response')}</dt>
        <dd>
          <code>{result.response}</code>
        </dd>
        <dt>{t('mail:compose.messageId')}</dt>
        <dd>
          <code>{result.messageId}</code>
        </dd>
        <dt>{t('mail:compose.sentSize')}</dt>
        <dd>{format.size(result.bytes)}</dd>
      </FactList>
      <Button variant="default" onClick={() => goTo({ name: 'mail', account, tab: 'inbox' })}>
        {t('mail:compose.toInbox')}
      </Button>
    </section>
  );
}
