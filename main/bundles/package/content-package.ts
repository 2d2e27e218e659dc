import type { BundleEntry } from '../target.ts';
import { zipFiles } from '../zip.ts';
import { docView } from './doc-view.ts';
import { platformPath } from './platform-path.ts';
import { xmlText } from './xml.ts';

/** A node that a package brings into the repository. */
export interface PackageNode {
  /** Where it will be, such as `/conf/global/settings/workflow/notification/email/default/ko.txt`. */
  readonly path: string;
  /** `file` becomes an nt:file with these bytes, `node` is a document view of the node itself. */
  readonly kind: 'file' | 'node';
  readonly content: string | Uint8Array;
  readonly secret: boolean;
}

export interface ContentPackage {
  readonly name: string;
  /** What the admin sees in Package Manager. */
  readonly description: string;
  /** `application` has only /apps, `content` all but /apps and /libs, `container` OSGi configurations. */
  readonly type: 'application' | 'content' | 'container';
  /** `YYYY-MM-DD`. */
  readonly madeOn: string;
  readonly nodes: readonly PackageNode[];
}

/**
 * Writes a content package: the zip that AEM's Package Manager installs.
 *
 * It replaces exactly the nodes it brings: all else beside them stays, since each is a filter root of its own.
 *
 * @returns the package as a file of a bundle, with what is inside for a look at it
 * @throws RangeError for a path below `/libs`, which is Adobe's, or one that this type of package must not have
 * @see https://jackrabbit.apache.org/filevault/vaultfs.html
 * @see https://jackrabbit.apache.org/filevault/packagetypes.html
 */
export function contentPackage(spec: ContentPackage, path: string): BundleEntry {
  for (const node of spec.nodes) assertAllowed(node, spec.type);
  const inside = [...metadata(spec), ...folders(spec.nodes), ...spec.nodes.map(nodeFile)];
  return {
    path,
    content: zipFiles(inside, spec.madeOn),
    secret: inside.some(({ secret }) => secret),
    inside,
  };
}

const group = 'postkey';

function assertAllowed({ path }: PackageNode, type: ContentPackage['type']): void {
  const application = path.startsWith('/apps/');
  if (!/^(\/[^/]+){2,}$/.test(path) || path.startsWith('/libs/') || application === (type === 'content')) {
    throw new RangeError(`${path} cannot be in a package of type ${type}`);
  }
}

function metadata(spec: ContentPackage): BundleEntry[] {
  return [
    plain('META-INF/vault/filter.xml', filter(spec)),
    plain('META-INF/vault/properties.xml', properties(spec)),
  ];
}

/** Whatever lies below a root and is not in the package is deleted: so every root is one node. */
function filter({ nodes }: ContentPackage): string {
  const roots = nodes.map(({ path }) => `  <filter root="${xmlText(path)}"/>\n`).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<workspaceFilter version="1.0">\n${roots}</workspaceFilter>\n`;
}

/** `java.util.Properties` in its XML form. */
function properties({ name, description, type, madeOn }: ContentPackage): string {
  const entries = {
    group,
    name,
    version: madeOn.replaceAll('-', '.'),
    description,
    packageType: type,
    requiresRoot: 'false',
    packageFormatVersion: '2',
    created: `${madeOn}T12:00:00.000Z`,
    createdBy: 'Postkey',
  };
  const lines = Object.entries(entries).map(
    ([key, value]) => `  <entry key="${key}">${xmlText(value)}</entry>\n`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n',
    '<!DOCTYPE properties SYSTEM "http://java.sun.com/dtd/properties.dtd">\n',
    `<properties>\n${lines.join('')}</properties>\n`,
  ].join('');
}

/** The folders on the way, for where they are not there yet; without these they would become nt:folder. */
function folders(nodes: readonly PackageNode[]): BundleEntry[] {
  const paths = nodes.flatMap(({ path }) => {
    const names = path.split('/').slice(1, -1);
    return names.slice(1).map((_, index) => `/${names.slice(0, index + 2).join('/')}`);
  });
  const folder = docView('sling:Folder');
  return [...new Set(paths)]
    .sort()
    .map((path) => plain(`jcr_root${platformPath(path)}/.content.xml`, folder));
}

function nodeFile({ path, kind, content, secret }: PackageNode): BundleEntry {
  return { path: `jcr_root${platformPath(path)}${kind === 'node' ? '.xml' : ''}`, content, secret };
}

function plain(path: string, content: string): BundleEntry {
  return { path, content, secret: false };
}
