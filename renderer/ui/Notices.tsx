import { MantineThemeProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { useMemo } from 'react';
import { useTexts } from '../use-texts.ts';

/** Where short notices appear. Each has a button that closes it, and that has a name. */
export function Notices() {
  const { t } = useTexts();
  const theme = useMemo(
    () => ({
      components: {
        Notification: { defaultProps: { closeButtonProps: { 'aria-label': t('action.close') } } },
      },
    }),
    [t],
  );
  return (
    <MantineThemeProvider inherit theme={theme}>
      <Notifications position="bottom-right" limit={3} />
    </MantineThemeProvider>
  );
}
