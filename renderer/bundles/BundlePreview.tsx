import { IconFile, IconFileAlert, IconFolder, IconPackage } from '@tabler/icons-react';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { BundleFile } from '../../preload/contract/index.ts';
import { Breakable } from '../ui/Breakable.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { useFormat } from '../ui/use-format.tsx';
import { useTexts } from '../use-texts.ts';
import classes from './ExportPanel.module.css';
import { fileTree, isReadme } from './file-tree.ts';

/** Kept free around the chosen row, in pixels. */
const ROW_MARGIN = 8;

type PreviewFile = BundleFile & { readonly content: string };

interface BundlePreviewProps {
  readonly files: readonly PreviewFile[];
  readonly warnings: readonly string[];
}

/** What will be saved: the tree at the left, the chosen file beside it. */
export function BundlePreview({ files, warnings }: BundlePreviewProps) {
  const { t } = useTexts();
  const [path, setPath] = useState<string | null>(null);
  const shown = files.find((file) => file.path === path) ?? files.find(isReadme) ?? files[0];
  return (
    <div className={classes['column']}>
      <section className={classes['preview']} aria-label={t('bundlesPage:preview')}>
        <Tree files={files} shown={shown} onShow={setPath} />
        {shown === undefined ? <div /> : <FileContent file={shown} />}
      </section>
      {warnings.length === 0 ? null : (
        <section className={classes['warnings']}>
          <h2>{t('bundlesPage:warnings')}</h2>
          <ul>
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

interface TreeProps {
  readonly files: readonly PreviewFile[];
  readonly shown: PreviewFile | undefined;
  onShow(path: string): void;
}

function Tree({ files, shown, onShow }: TreeProps) {
  const { t } = useTexts();
  const format = useFormat();
  const nodes = useMemo(() => fileTree(files), [files]);
  const tree = useRef<HTMLElement>(null);
  useShownWhole(tree, shown?.path);
  return (
    <nav className={classes['tree']} ref={tree} aria-label={t('bundlesPage:fileTree')}>
      <p className={classes['treeTitle']}>
        {t('bundlesPage:fileCount', { count: files.length, formatted: format.number(files.length) })}
      </p>
      <ul className={classes['nodes']}>
        {nodes.map((node) => {
          const indent = { paddingLeft: 6 + node.depth * 14 };
          if (node.kind === 'folder') {
            return (
              <li key={`${node.path}/`}>
                <div className={classes['node']} style={indent}>
                  {node.name.endsWith('.zip') ? (
                    <IconPackage size={15} aria-hidden />
                  ) : (
                    <IconFolder size={15} aria-hidden />
                  )}
                  <Breakable text={node.name} />
                </div>
              </li>
            );
          }
          const { file } = node;
          return (
            <li key={file.path}>
              <button
                type="button"
                className={`${classes['node']} ${file.secret ? classes['secret'] : ''}`}
                style={indent}
                aria-current={file.path === shown?.path}
                onClick={() => onShow(file.path)}
              >
                {file.secret ? (
                  <IconFileAlert size={15} role="img" aria-label={t('bundlesPage:holdsSecrets')} />
                ) : (
                  <IconFile size={15} aria-hidden />
                )}
                <Breakable text={node.name} />
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** Where the tree scrolls, the chosen file's row is within it as a whole; the page around it stays where it is. */
function useShownWhole(tree: RefObject<HTMLElement | null>, path: string | undefined): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another path is another row
  useEffect(() => {
    const box = tree.current;
    if (!box) return;
    // Tells of the first size too.
    const sizes = new ResizeObserver(() => {
      const row = box.querySelector('[aria-current="true"]');
      if (!row) return;
      const [outer, inner] = [box.getBoundingClientRect(), row.getBoundingClientRect()];
      if (inner.bottom > outer.bottom) box.scrollTop += inner.bottom - outer.bottom + ROW_MARGIN;
      if (inner.top < outer.top) box.scrollTop -= outer.top - inner.top + ROW_MARGIN;
    });
    sizes.observe(box);
    return () => sizes.disconnect();
  }, [tree, path]);
}

function FileContent({ file }: { file: PreviewFile }) {
  const { t } = useTexts();
  const format = useFormat();
  const label = t('bundlesPage:contentOf', { path: file.path });
  const wrapping = `${classes['code']} ${file.path.endsWith('.md') ? '' : classes['data']}`;
  return (
    <div className={classes['content']}>
      <div className={classes['contentHead']}>
        <div className={classes['path']}>
          <Breakable text={file.path} /> <span>{format.size(file.bytes)}</span>
        </div>
        <CopyButton value={file.content} name={file.path} />
      </div>
      {file.secret ? <p className={classes['warning']}>{t('bundlesPage:masked')}</p> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={wrapping} tabIndex={0} aria-label={label}>
        <code>
          {file.content
            .replace(/\n$/, '')
            .split('\n')
            .map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their number
              <span className={classes['line']} key={index}>
                {line === '' ? ' ' : line}
              </span>
            ))}
        </code>
      </section>
    </div>
  );
}
