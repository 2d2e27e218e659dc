import { describe, expect, it } from 'vitest';
import { fileTree } from '../../../renderer/bundles/file-tree.ts';

const file = (path: string) => ({ path, bytes: 1, secret: false });
const drawn = (...paths: readonly string[]) =>
  fileTree(paths.map(file)).map(
    ({ kind, name, depth }) => `${' '.repeat(depth)}${name}${kind === 'folder' ? '/' : ''}`,
  );

describe('the tree of a bundle', () => {
  it('begins with the README, then has folders first and sorts each level', () => {
    expect(drawn('x.json', 'README.md', 'b/README.md', 'b/1.json', 'a/1.json')).toEqual([
      'README.md',
      'a/',
      ' 1.json',
      'b/',
      ' 1.json',
      ' README.md',
      'x.json',
    ]);
  });

  it('joins folders that hold nothing but one folder', () => {
    expect(drawn('ui.config/src/main/x.json', 'ui.config/src/main/y.json')).toEqual([
      'ui.config/src/main/',
      ' x.json',
      ' y.json',
    ]);
  });

  it('keeps a folder apart that holds a file of its own', () => {
    expect(drawn('a/b/c.json', 'a/d.json')).toEqual(['a/', ' b/', '  c.json', ' d.json']);
  });

  it('gives every folder its whole path', () => {
    const folders = fileTree([file('a/b/c.json'), file('a/d.json')]).flatMap((node) =>
      node.kind === 'folder' ? [node.path] : [],
    );
    expect(folders).toEqual(['a', 'a/b']);
  });
});
