import type { TemplateSetId } from '../../../preload/contract/index.ts';
import { assignTask } from './assign-task.ts';
import { forum } from './forum.ts';
import { page } from './page.ts';
import { replication } from './replication.ts';
import type { TemplateSet } from './template-set.ts';
import { workflow } from './workflow.ts';

export const templateSets: readonly TemplateSet[] = [page, replication, workflow, forum, assignTask];

export function templateSet(id: TemplateSetId): TemplateSet {
  const set = templateSets.find((candidate) => candidate.id === id);
  if (!set) throw new Error(`no template set ${id}`);
  return set;
}

/**
 * The set whose folder a file lies in, in the repository or in a package or working copy of it.
 *
 * @param path with `/` between its parts
 */
export function setAt(path: string): TemplateSet | undefined {
  return templateSets.find(({ locations }) =>
    [...locations.order, locations.shipped, locations.override].some((place) =>
      locations.perLanguage ? isFileIn(place, path) : `/${path.replace(languageSuffix, '')}`.endsWith(place),
    ),
  );
}

const languageSuffix = /_[a-z]{2}(?=\.txt$)/;

/** Where AEM has one file for all languages, each of several gets a name of its own: `htmlEmailTemplate_ko.txt`. */
export function withLanguage(file: string, language: string): string {
  return file.replace(/\.txt$/, `_${language}.txt`);
}

/** The language that `withLanguage` put into a name; null where there is none. */
export function languageInName(file: string): string | null {
  return languageSuffix.exec(file)?.[0].slice(1) ?? null;
}

function isFileIn(folder: string, path: string): boolean {
  const at = `/${path}`.lastIndexOf(`${folder}/`);
  return at >= 0 && !`/${path}`.slice(at + folder.length + 1).includes('/');
}
