import {
  IconBrandGoogle,
  IconBrandWindows,
  IconBrandYahoo,
  IconChevronRight,
  IconLock,
  IconMail,
  IconSchool,
  IconWorldCog,
} from '@tabler/icons-react';
import type { ProviderSummary } from '../../../preload/contract/index.ts';
import { formatPage } from '../../page.ts';
import { useSharedTexts, useTexts } from '../../use-texts.ts';
import classes from './ProviderStep.module.css';
import { isClosed, sortProviders } from './provider-order.ts';

interface ProviderListProps {
  readonly providers: readonly ProviderSummary[];
  readonly draft: string;
  onChoose(provider: string): void;
}

/** Those with an open door, then the others with what can be done instead. */
export function ProviderList({ providers, draft, onChoose }: ProviderListProps) {
  const { t } = useTexts();
  const sorted = sortProviders(providers);
  const groups = [
    { title: t('onboarding:provider.list'), list: sorted.filter((provider) => !isClosed(provider)) },
    { title: t('onboarding:provider.closedList'), list: sorted.filter(isClosed) },
  ];
  return groups.map(({ title, list }) =>
    list.length === 0 ? null : (
      <section key={title} aria-label={title}>
        <h3 className={classes['listTitle']}>{title}</h3>
        <ul className={classes['cards']}>
          {list.map((provider) => (
            <li key={provider.id}>
              <ProviderCard provider={provider} draft={draft} onChoose={onChoose} />
            </li>
          ))}
        </ul>
      </section>
    ),
  );
}

interface ProviderCardProps {
  readonly provider: ProviderSummary;
  readonly draft: string;
  onChoose(provider: string): void;
}

function ProviderCard({ provider, draft, onChoose }: ProviderCardProps) {
  const { t } = useTexts();
  const say = useSharedTexts();
  const closed = isClosed(provider);
  const Icon = closed ? IconLock : iconOf(provider);
  const own = provider.id === 'practice' || provider.id === 'custom' ? provider.id : null;
  const badge = badgeOf(provider);
  return (
    <a
      className={classes['card']}
      data-closed={closed}
      href={formatPage({
        name: 'onboarding',
        step: 'setup',
        provider: provider.id,
        ...(provider.id === 'practice' ? {} : { draft }),
      })}
      onClick={() => onChoose(provider.id)}
    >
      <Icon size={20} stroke={1.6} aria-hidden className={classes['icon']} />
      <span className={classes['words']}>
        <span className={classes['name']}>
          {own ? t(`onboarding:provider.${own}.name`) : provider.name}
          {badge === null ? null : (
            <span className={classes['badge']} data-badge={badge}>
              {t(`onboarding:provider.badge.${badge}`)}
            </span>
          )}
        </span>
        {own ? (
          <span className={classes['description']}>{t(`onboarding:provider.${own}.description`)}</span>
        ) : closed && provider.notice ? (
          <span className={classes['description']}>{say(provider.notice.instead)}</span>
        ) : null}
      </span>
      <IconChevronRight size={16} aria-hidden className={classes['chevron']} />
    </a>
  );
}

function iconOf({ id, family }: ProviderSummary): typeof IconMail {
  if (id === 'custom') return IconWorldCog;
  switch (family) {
    case 'microsoft':
      return IconBrandWindows;
    case 'google':
      return IconBrandGoogle;
    case 'yahoo':
      return IconBrandYahoo;
    case 'practice':
      return IconSchool;
    case 'generic':
      return IconMail;
  }
}

function badgeOf(provider: ProviderSummary): 'practice' | 'limited' | 'experimental' | null {
  if (provider.id === 'practice') return 'practice';
  if (provider.support === 'limited' || provider.support === 'experimental') return provider.support;
  return null;
}
