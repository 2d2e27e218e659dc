import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { goTo } from '../../use-page.ts';
import { useTexts } from '../../use-texts.ts';
import classes from './Bulk.module.css';
import { BulkImport } from './BulkImport.tsx';
import { ConsentQueue } from './ConsentQueue.tsx';

/** Many mailboxes of one app: a file in, and a queue of owners who have yet to sign in. */
export function BulkPage() {
  const { t } = useTexts();
  return (
    <>
      <PageHeader title={t('bulkPage:title')} subtitle={t('bulkPage:subtitle')}>
        <Button
          variant="subtle"
          leftSection={<IconArrowLeft size={15} aria-hidden />}
          onClick={() => goTo({ name: 'accounts' })}
        >
          {t('action.back')}
        </Button>
      </PageHeader>
      <div className={classes['page']}>
        <ConsentQueue />
        <BulkImport />
      </div>
    </>
  );
}
