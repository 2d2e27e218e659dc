import { Button } from '@mantine/core';
import { IconBrowser, IconClipboardText, IconDevices } from '@tabler/icons-react';
import type { ConsentEvent, SignInMethod } from '../../../preload/contract/index.ts';
import { useTexts } from '../../use-texts.ts';
import classes from './Consent.module.css';

interface SignInMethodsProps {
  readonly methods: readonly SignInMethod[];
  /** What is asked for now. */
  readonly asked: ConsentEvent['event'] | null;
  onChoose(method: SignInMethod): void;
}

const icons = { browser: IconBrowser, device: IconDevices, paste: IconClipboardText } as const;
const eventOf = { browser: 'open', device: 'device', paste: 'paste' } as const;

/** The other ways, for who has no browser here or whose browser cannot come back. */
export function SignInMethods({ methods, asked, onChoose }: SignInMethodsProps) {
  const { t } = useTexts();
  const others = methods.filter((method) => eventOf[method] !== asked);
  if (methods.length < 2 || others.length === 0) return null;
  return (
    <div className={classes['methods']}>
      <span className={classes['methodsTitle']}>{t('onboarding:method.title')}</span>
      {others.map((method) => {
        const Icon = icons[method];
        return (
          <Button
            key={method}
            variant="subtle"
            leftSection={<Icon size={15} aria-hidden />}
            onClick={() => onChoose(method)}
          >
            {t(`onboarding:method.${method}`)}
          </Button>
        );
      })}
    </div>
  );
}
