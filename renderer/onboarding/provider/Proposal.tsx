import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import type { Detected, ProviderSummary } from '../../../preload/contract/index.ts';
import { formatPage } from '../../page.ts';
import { useTexts } from '../../use-texts.ts';
import classes from './ProviderStep.module.css';

interface ProposalProps {
  readonly address: string;
  readonly detected: Detected | undefined;
  readonly failed: boolean;
  readonly providers: readonly ProviderSummary[];
  readonly draft: string;
  onChoose(provider: string): void;
}

/** Whose mailbox it seems to be, and how that is known. */
export function Proposal({ address, detected, failed, providers, draft, onChoose }: ProposalProps) {
  const { t } = useTexts();
  const domain = address.split('@')[1] ?? '';
  if (failed) return <p className={classes['hint']}>{t('onboarding:detect.none', { domain })}</p>;
  if (!detected) return <p className={classes['hint']}>{t('onboarding:detect.asking', { domain })}</p>;
  const find = (id: string | null) => providers.find((provider) => provider.id === id);
  const best = find(detected.provider === 'custom' ? null : detected.provider);
  const unknown = t(detected.mail ? 'onboarding:detect.servers' : 'onboarding:detect.none', { domain });
  const others = detected.candidates.flatMap((id) =>
    id === best?.id || id === 'custom' ? [] : (find(id) ?? []),
  );
  const offline = detected.online ? null : t('onboarding:detect.offline');
  const href = (provider: string) => formatPage({ name: 'onboarding', step: 'setup', provider, draft });
  return (
    <div className={classes['found']}>
      <div className={classes['foundWords']}>
        <strong>{best ? best.name : unknown}</strong>
        <span>
          {best && detected.how !== 'none' ? t(`onboarding:detect.${detected.how}`, { domain }) : null}{' '}
          {offline}
        </span>
      </div>
      <div className={classes['foundActions']}>
        {best ? (
          <Button
            component="a"
            size="sm"
            href={href(best.id)}
            rightSection={<IconArrowRight size={16} aria-hidden />}
            onClick={() => onChoose(best.id)}
          >
            {t('onboarding:detect.continue', { name: best.name })}
          </Button>
        ) : null}
        {others.slice(0, 3).map((provider) => (
          <Button
            key={provider.id}
            component="a"
            size="sm"
            variant="default"
            href={href(provider.id)}
            onClick={() => onChoose(provider.id)}
          >
            {provider.name}
          </Button>
        ))}
      </div>
    </div>
  );
}
