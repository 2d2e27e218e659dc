import { type NativeImage, nativeImage } from 'electron';
import attention2x from '../../../build/icons/tray/attention@2x.png?inline';
import attention from '../../../build/icons/tray/attention.png?inline';
import attentionTemplate2x from '../../../build/icons/tray/attention-template@2x.png?inline';
import attentionTemplate from '../../../build/icons/tray/attention-template.png?inline';
import failing2x from '../../../build/icons/tray/failing@2x.png?inline';
import failing from '../../../build/icons/tray/failing.png?inline';
import failingTemplate2x from '../../../build/icons/tray/failing-template@2x.png?inline';
import failingTemplate from '../../../build/icons/tray/failing-template.png?inline';
import ready2x from '../../../build/icons/tray/ready@2x.png?inline';
import ready from '../../../build/icons/tray/ready.png?inline';
import readyTemplate2x from '../../../build/icons/tray/ready-template@2x.png?inline';
import readyTemplate from '../../../build/icons/tray/ready-template.png?inline';
import type { TrayState } from './tray-menu.ts';

type DataUrls = readonly [normal: string, double: string];

const coloured: Readonly<Record<TrayState, DataUrls>> = {
  ready: [ready, ready2x],
  attention: [attention, attention2x],
  failing: [failing, failing2x],
};

/** macOS paints them in the colour of its menu bar, so the state is in the shape. */
const templates: Readonly<Record<TrayState, DataUrls>> = {
  ready: [readyTemplate, readyTemplate2x],
  attention: [attentionTemplate, attentionTemplate2x],
  failing: [failingTemplate, failingTemplate2x],
};

/** The tray's icon for a state, as this system wants it. */
export function trayIcon(state: TrayState, platform: NodeJS.Platform): NativeImage {
  const isTemplate = platform === 'darwin';
  const [normal, double] = (isTemplate ? templates : coloured)[state];
  const image = nativeImage.createFromDataURL(normal);
  image.addRepresentation({ scaleFactor: 2, dataURL: double });
  image.setTemplateImage(isTemplate);
  return image;
}
