import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTexts } from '../use-texts.ts';

interface CopyButtonProps {
  readonly value: string;
  /** What is copied, for the button's name: “Copy sign-in link”. */
  readonly name: string;
  /** With words on it instead of the icon alone. */
  readonly label?: string;
}

export function CopyButton({ value, name, label }: CopyButtonProps) {
  const { t } = useTexts();
  const clipboard = useClipboard({ timeout: 2000 });
  const Icon = clipboard.copied ? IconCheck : IconCopy;
  const copy = () => clipboard.copy(value);
  if (label !== undefined) {
    return (
      <Button variant="default" leftSection={<Icon size={15} aria-hidden />} onClick={copy}>
        {clipboard.copied ? t('action.copied') : label}
      </Button>
    );
  }
  const title = clipboard.copied ? t('action.copied') : t('action.copyNamed', { name });
  return (
    <Tooltip label={title}>
      <ActionIcon variant="default" size="md" aria-label={title} onClick={copy}>
        <Icon size={15} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
