import { IconChevronRight, IconMail } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ProviderSummary } from '../../preload/contract/index.ts';
import { useBackend } from '../backend.tsx';
import { formatPage } from '../page.ts';
import { FailureCard } from '../ui/FailureCard.tsx';
import { useTexts } from '../use-texts.ts';
import classes from './ProviderStep.module.css';
import { setups } from './setups.ts';

export function ProviderStep() {
  const { t } = useTexts();
  const { queries } = useBackend();
  const providers = useQuery(queries.onboarding.providers.queryOptions());
  if (providers.isError) return <FailureCard error={providers.error} />;
  const offered = (providers.data ?? []).filter(({ id }) => setups[id] !== undefined);
  return (
    <section aria-labelledby="provider-title">
      <h2 className={classes['title']} id="provider-title">
        {t('onboarding:provider.title')}
      </h2>
      <p className={classes['text']}>{t('onboarding:provider.text')}</p>
      <ul className={classes['cards']}>
        {offered.map((provider) => (
          <li key={provider.id}>
            <ProviderCard provider={provider} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ProviderCard({ provider }: { provider: ProviderSummary }) {
  const { t } = useTexts();
  const Icon = setups[provider.id]?.Icon ?? IconMail;
  const own = provider.id === 'practice' || provider.id === 'custom' ? provider.id : null;
  const name = own ? t(`onboarding:provider.${own}.name`) : provider.name;
  return (
    <a
      className={classes['card']}
      href={formatPage({ name: 'onboarding', step: 'setup', provider: provider.id })}
    >
      <Icon size={24} stroke={1.6} aria-hidden className={classes['icon']} />
      <span className={classes['words']}>
        <span className={classes['name']}>
          {name}
          {own === 'practice' ? (
            <span className={classes['badge']}>{t('onboarding:provider.practice.badge')}</span>
          ) : null}
        </span>
        <span className={classes['description']}>
          {own
            ? t(`onboarding:provider.${own}.description`)
            : t('onboarding:provider.other.description', { name })}
        </span>
      </span>
      <IconChevronRight size={18} aria-hidden className={classes['chevron']} />
    </a>
  );
}
