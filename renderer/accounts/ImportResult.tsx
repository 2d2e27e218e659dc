import { Button, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ImportOutcome } from '../../preload/contract/index.ts';
import { useBackend } from '../backend.tsx';
import { formatPage } from '../page.ts';
import { languageNames } from '../templates/language-names.ts';
import { useFormat } from '../ui/use-format.tsx';
import { useTexts } from '../use-texts.ts';
import classes from './ImportFile.module.css';

interface ImportResultProps {
  readonly outcome: ImportOutcome;
  onClose(): void;
}

/** What came out of a file, what is left to do about it, and what was left out and why. */
export function ImportResult({ outcome: { accounts, templates, skipped }, onClose }: ImportResultProps) {
  const { t } = useTexts();
  const format = useFormat();
  const counted = (items: readonly unknown[]) => ({
    count: items.length,
    formatted: format.number(items.length),
  });
  return (
    <Stack gap="sm">
      <div className={classes['parts']} role="status">
        {accounts.length + templates.length === 0 ? (
          <p className={classes['nothing']}>{t('accounts:import.nothingNew')}</p>
        ) : null}
        <Part title={t('accounts:import.accounts', counted(accounts))} items={accounts}>
          {({ id, address, signedIn }) => (
            <li key={id}>
              <b>{address}</b>
              {signedIn ? (
                <span className={classes['good']}>{t('accounts:import.signedIn')}</span>
              ) : (
                <a
                  className={classes['link']}
                  href={formatPage({ name: 'onboarding', step: 'sign-in', account: id })}
                >
                  {t('accounts:action.signInNamed', { name: address })}
                </a>
              )}
            </li>
          )}
        </Part>
        <Templates templates={templates} title={t('accounts:import.templates', counted(templates))} />
        <Part title={t('accounts:import.skipped', counted(skipped))} items={skipped}>
          {({ path, reason }) => (
            <li key={path}>
              <b>{path}</b>
              <span>{reason}</span>
            </li>
          )}
        </Part>
      </div>
      <Group justify="flex-end" gap="xs">
        <Button onClick={onClose} data-autofocus>
          {t('action.close')}
        </Button>
      </Group>
    </Stack>
  );
}

interface PartProps<Item> {
  readonly title: string;
  readonly items: readonly Item[];
  /** One row. */
  children(item: Item): ReactNode;
}

function Part<Item>({ title, items, children }: PartProps<Item>) {
  if (items.length === 0) return null;
  return (
    <section>
      <h3 className={classes['title']}>{title}</h3>
      <ul className={classes['items']}>{items.map(children)}</ul>
    </section>
  );
}

function Templates({ templates, title }: { templates: ImportOutcome['templates']; title: string }) {
  const { t, i18n } = useTexts();
  const { queries } = useBackend();
  const sets = useQuery(queries.templates.sets.queryOptions());
  if (templates.length === 0) return null;
  const name = languageNames(i18n.language);
  return (
    <>
      <Part title={title} items={templates}>
        {({ set, language }) => (
          <li key={`${set} ${language}`}>
            <b>{sets.data?.find(({ id }) => id === set)?.title ?? set}</b>
            <span>{name(language)}</span>
          </li>
        )}
      </Part>
      <a className={classes['link']} href={formatPage({ name: 'templates' })}>
        {t('accounts:import.toTemplates')}
      </a>
    </>
  );
}
