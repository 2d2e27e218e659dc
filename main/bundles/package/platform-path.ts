/**
 * The path of a file for a path of the repository, both with `/` between their parts.
 *
 * @see https://jackrabbit.apache.org/filevault/vaultfs.html (filename escaping)
 */
export function platformPath(path: string): string {
  return path.split('/').map(platformName).join('/');
}

/** A prefix gets underscores instead of its colon; a name that would read like one, a further underscore in front. */
function platformName(name: string): string {
  const [, prefix, local] = /^([^:_]+):(.*)$/s.exec(name) ?? [];
  if (prefix !== undefined && local !== undefined) return `_${escaped(prefix)}_${escaped(local)}`;
  return escaped(/^_.*_/s.test(name) ? `_${name}` : name);
}

function escaped(name: string): string {
  return name.replaceAll(/[%\\:?"<>|]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
}
