import type { BundleFile } from '../../preload/contract/index.ts';

export type TreeNode<File extends BundleFile = BundleFile> =
  | { readonly kind: 'file'; readonly name: string; readonly depth: number; readonly file: File }
  | { readonly kind: 'folder'; readonly name: string; readonly depth: number; readonly path: string };

/**
 * The files as rows of a tree: the README of all, then folders, then files, each level in order of its names. Folders that hold nothing but one
 * folder share its row: `ui.config/src/main`.
 */
export function fileTree<File extends BundleFile>(files: readonly File[]): readonly TreeNode<File>[] {
  const entries = files.map((file) => ({ file, parts: file.path.split('/') }));
  const tree = rows(entries, 0, '');
  const isFirst = (node: TreeNode<File>) => node.kind === 'file' && isReadme(node.file);
  return [...tree.filter(isFirst), ...tree.filter((node) => !isFirst(node))];
}

/** What to read before anything else of the bundle. */
export function isReadme({ path }: BundleFile): boolean {
  return /^readme\b[^/]*$/i.test(path);
}

interface Entry<File> {
  readonly file: File;
  /** What is left of the path below the folder at hand. */
  readonly parts: readonly string[];
}

function rows<File extends BundleFile>(
  entries: readonly Entry<File>[],
  depth: number,
  base: string,
): readonly TreeNode<File>[] {
  const folders = new Map<string, Entry<File>[]>();
  const here: TreeNode<File>[] = [];
  for (const { file, parts } of entries) {
    const [name = '', ...rest] = parts;
    if (rest.length === 0) here.push({ kind: 'file', name, depth, file });
    else folders.set(name, [...(folders.get(name) ?? []), { file, parts: rest }]);
  }
  const below = [...folders.entries()].sort(byName).flatMap(([first, inside]) => {
    const { name, content } = collapse(first, inside);
    const path = `${base}${name}`;
    return [{ kind: 'folder' as const, name, depth, path }, ...rows(content, depth + 1, `${path}/`)];
  });
  return [...below, ...here.sort((one, other) => one.name.localeCompare(other.name, 'en'))];
}

function collapse<File>(
  name: string,
  content: readonly Entry<File>[],
): { name: string; content: readonly Entry<File>[] } {
  const [first] = content;
  const next = first?.parts[0] ?? '';
  const alone = content.every(({ parts }) => parts.length > 1 && parts[0] === next);
  if (!alone) return { name, content };
  return collapse(
    `${name}/${next}`,
    content.map(({ file, parts }) => ({ file, parts: parts.slice(1) })),
  );
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one.localeCompare(other, 'en');
}
