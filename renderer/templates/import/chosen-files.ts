export interface ChosenFile {
  /** With the folders that were chosen, `/` between its parts. */
  readonly path: string;
  readonly file: File;
}

/** Files from a file input; of a folder those that may be templates or packages of them. */
export function filesOfInput(files: Iterable<File>): readonly ChosenFile[] {
  return [...files]
    .map((file) => ({ path: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath, file }))
    .filter(({ path, file }) => file.webkitRelativePath === '' || mayBeTemplate(path));
}

/** Files and folders that were dropped. Call it at once: the browser forgets what was dropped after the event. */
export async function filesOfDrop(items: DataTransferItemList): Promise<readonly ChosenFile[]> {
  const found = await Promise.all(
    [...items].map((item) => {
      const entry = item.webkitGetAsEntry();
      const file = item.getAsFile();
      if (entry) return filesBelow(entry, entry.isDirectory);
      // What lies nowhere on disk has no entry, such as an attachment that is dragged from a mail program.
      return file === null ? [] : [{ path: file.name, file }];
    }),
  );
  return found.flat();
}

function mayBeTemplate(path: string): boolean {
  return /\.(txt|properties|zip)$/i.test(path);
}

async function filesBelow(entry: FileSystemEntry, within: boolean): Promise<readonly ChosenFile[]> {
  const path = entry.fullPath.replace(/^\//, '');
  if (isFile(entry)) {
    if (within && !mayBeTemplate(path)) return [];
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ path, file }];
  }
  if (!isFolder(entry)) return [];
  const reader = entry.createReader();
  const found: ChosenFile[] = [];
  for (;;) {
    // A reader hands out a folder in parts, and an empty one at the end.
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (part.length === 0) return found;
    for (const below of part) found.push(...(await filesBelow(below, true)));
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
