import type { i18n } from 'i18next';
import type { CarriedTemplate } from '../../templates/carry.ts';
import { isoDay } from '../calendar.ts';
import { contentPackage, type PackageNode } from '../package/content-package.ts';
import type { BundleEntry, BundleInput } from '../target.ts';

/** The templates of a bundle, by the way they get into AEM. */
export interface PlacedTemplates {
  /** Below `/apps`, which belongs to the application. */
  readonly application: readonly CarriedTemplate[];
  /** Below `/conf` and `/etc`, which can be changed while AEM runs. */
  readonly content: readonly CarriedTemplate[];
  /** Those the receiving AEM has no place for. */
  readonly left: readonly CarriedTemplate[];
}

/** @param etc whether the receiving AEM still reads templates below `/etc` */
export function placeTemplates(
  templates: readonly CarriedTemplate[],
  { etc }: { readonly etc: boolean },
): PlacedTemplates {
  const below = (folder: string) => templates.filter(({ path }) => path.startsWith(`/${folder}/`));
  const application = below('apps');
  const content = [...below('conf'), ...(etc ? below('etc') : [])];
  const taken = new Set([...application, ...content]);
  return { application, content, left: templates.filter((template) => !taken.has(template)) };
}

export const contentPackagePath = 'templates/postkey-templates-conf.zip';
export const applicationPackagePath = 'templates/postkey-templates-apps.zip';

/** For Package Manager; nothing where there is nothing to pack. */
export function contentTemplates({ content }: PlacedTemplates, input: BundleInput): BundleEntry[] {
  return content.length === 0 ? [] : [packed('content', contentPackagePath, content, input)];
}

/** For Package Manager of an AEM whose `/apps` can be written to. */
export function applicationTemplates({ application }: PlacedTemplates, input: BundleInput): BundleEntry[] {
  return application.length === 0 ? [] : [packed('application', applicationPackagePath, application, input)];
}

/** A template as a person calls it. */
export function templateName({ set, language }: CarriedTemplate, texts: i18n): string {
  return `${texts.t(`templates:sets.${set}.title`)} (${language})`;
}

function packed(
  type: 'application' | 'content',
  path: string,
  templates: readonly CarriedTemplate[],
  { texts, today }: BundleInput,
): BundleEntry {
  const name = path.replace(/^.*\/|\.zip$/g, '');
  const description = texts.t('bundleTemplates:package');
  return contentPackage({ name, description, type, madeOn: isoDay(today), nodes: templates.map(node) }, path);
}

function node({ path, bytes }: CarriedTemplate): PackageNode {
  return { path, kind: 'file', content: bytes, secret: false };
}
