import { MantineThemeProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { useTexts } from './use-texts.ts';

/** Where notes come up. Their close buttons have a name for those who do not see the cross. */
export function NoteCorner() {
  const { t } = useTexts();
  const closeButtonProps = { 'aria-label': t('action.close') };
  return (
    <MantineThemeProvider
      inherit
      theme={{ components: { Notification: { defaultProps: { closeButtonProps } } } }}
    >
      <Notifications position="bottom-right" limit={3} />
    </MantineThemeProvider>
  );
}
