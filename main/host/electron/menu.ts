import type { MenuItemConstructorOptions } from 'electron';
import type { i18n } from 'i18next';

/**
 * The application menu. It is short, but has to exist: without its Edit roles copy and paste do not work on macOS.
 */
export function applicationMenu(texts: i18n, platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  const item = (role: Role): MenuItemConstructorOptions => ({ role, label: texts.t(`menu:${role}`) });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const own: MenuItemConstructorOptions = {
    label: texts.t('common:product'),
    submenu: [item('hide'), item('hideOthers'), item('unhide'), separator, item('quit')],
  };
  const file: MenuItemConstructorOptions = {
    label: texts.t('menu:file'),
    submenu: [item('close'), separator, item('quit')],
  };
  return [
    platform === 'darwin' ? own : file,
    {
      label: texts.t('menu:edit'),
      submenu: [
        item('undo'),
        item('redo'),
        separator,
        item('cut'),
        item('copy'),
        item('paste'),
        item('selectAll'),
      ],
    },
    {
      label: texts.t('menu:view'),
      submenu: [
        item('reload'),
        separator,
        item('resetZoom'),
        item('zoomIn'),
        item('zoomOut'),
        separator,
        item('togglefullscreen'),
      ],
    },
    { label: texts.t('menu:window'), role: 'window', submenu: [item('minimize'), item('close')] },
  ];
}

type Role =
  | 'close'
  | 'copy'
  | 'cut'
  | 'hide'
  | 'hideOthers'
  | 'minimize'
  | 'paste'
  | 'quit'
  | 'redo'
  | 'reload'
  | 'resetZoom'
  | 'selectAll'
  | 'togglefullscreen'
  | 'undo'
  | 'unhide'
  | 'zoomIn'
  | 'zoomOut';
