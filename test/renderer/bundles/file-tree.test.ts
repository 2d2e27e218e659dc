import { describe, expect, it } from 'vitest';
import { fileTree } from '../../../renderer/bundles/file-tree.ts';

const file = (path: string) => ({ path, bytes: 1, secret: false });
const drawn = (...paths: readonly string[]) =>
  fileTree(paths.map(file)).map(
    ({ kind, name, depth }) => `${' '.repeat(depth)}${name}${kind === 'folder' ? '/' : ''}`,
  );

describe('the tree of a bundle', () => {
  it('puts folders first and sorts each level', () => {
    expect(drawn('README.md', 'b/2.json', 'b/1.json', 'a/1.json')).toEqual([
      'a/',
      ' 1.json',
      'b/',
      ' 1.json',
      ' 2.json',
      'README.md',
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
