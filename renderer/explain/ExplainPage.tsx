import { Tabs } from '@mantine/core';
import { IconBulb, IconTerminal2 } from '@tabler/icons-react';
import type { Page } from '../page.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { goTo } from '../use-page.ts';
import { useTexts } from '../use-texts.ts';
import { CommandDoctor } from './CommandDoctor.tsx';
import { ErrorExplainer } from './ErrorExplainer.tsx';
import classes from './ExplainPage.module.css';

/** What went wrong, by what was said about it; or what is going to, by the command. */
export function ExplainPage({ page }: { readonly page: Extract<Page, { name: 'explain' }> }) {
  const { t } = useTexts();
  const tab = page.tab ?? 'error';
  return (
    <>
      <PageHeader
        title={t('explainPage:title')}
        subtitle={t(tab === 'command' ? 'explainPage:commandSubtitle' : 'explainPage:subtitle')}
      />
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(value) =>
          goTo(value === 'command' ? { name: 'explain', tab: 'command' } : { name: 'explain' }, 'replace')
        }
      >
        <Tabs.List className={classes['tabs'] ?? ''} aria-label={t('explainPage:tabs')}>
          <Tabs.Tab value="error" leftSection={<IconBulb size={16} aria-hidden />}>
            {t('explainPage:errorTab')}
          </Tabs.Tab>
          <Tabs.Tab value="command" leftSection={<IconTerminal2 size={16} aria-hidden />}>
            {t('explainPage:commandTab')}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="error">
          <ErrorExplainer />
        </Tabs.Panel>
        <Tabs.Panel value="command">
          <CommandDoctor />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
