import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { formatPage } from '../page.ts';
import { useTexts } from '../use-texts.ts';

/** Back to all templates. */
export function OverviewLink() {
  const { t } = useTexts();
  return (
    <Button
      component="a"
      variant="subtle"
      href={formatPage({ name: 'templates' })}
      leftSection={<IconArrowLeft size={15} aria-hidden />}
    >
      {t('templatesPage:all')}
    </Button>
  );
}
