import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTexts } from '../../use-texts.ts';

interface LeaveProps {
  /** Whether what is not saved is brought back on the next visit. */
  readonly keptForLater: boolean;
  readonly saving: boolean;
  onSave(): void;
  onLeave(): void;
  onStay(): void;
}

/** Asks once before a page with unsaved changes is left. */
export function Leave({ keptForLater, saving, onSave, onLeave, onStay }: LeaveProps) {
  const { t } = useTexts();
  return (
    <Modal
      opened
      onClose={onStay}
      title={t('templatesPage:leaving.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Stack gap="sm">
        <Text>{t(keptForLater ? 'templatesPage:leaving.kept' : 'templatesPage:leaving.lost')}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onStay}>
            {t('templatesPage:leaving.stay')}
          </Button>
          <Button variant="default" onClick={onLeave} {...(keptForLater ? {} : { color: 'red' })}>
            {t('templatesPage:leaving.leave')}
          </Button>
          <Button loading={saving} onClick={onSave} data-autofocus>
            {t('templatesPage:leaving.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
