/** A line of a CSV file that has anything in it. */
export interface CsvLine {
  /** In the file, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads CSV (RFC 4180). The delimiter is the one of comma, semicolon and tab that the first line has most of: what a
 * spreadsheet writes depends on its language. Cells are trimmed; a byte order mark is ignored.
 */
export function readCsv(text: string): readonly CsvLine[] {
  const source = text.replace(/^\uFEFF/, '');
  const delimiter = delimiterOf(source);
  const lines: CsvLine[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let line = 1;
  let startedAt = 1;

  function endCell(): void {
    cells.push(cell.trim());
    cell = '';
  }
  function endLine(): void {
    endCell();
    if (cells.some((value) => value !== '')) lines.push({ line: startedAt, cells });
    cells = [];
    startedAt = line + 1;
  }

  for (let at = 0; at < source.length; at += 1) {
    const character = source[at] ?? '';
    if (quoted) {
      if (character === '"' && source[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else if (character === '"') quoted = false;
      else cell += character;
    } else if (character === '"' && cell.trim() === '') {
      cell = '';
      quoted = true;
    } else if (character === delimiter) endCell();
    else if (character === '\n') endLine();
    else if (character !== '\r') cell += character;
    if (character === '\n') line += 1;
  }
  endLine();
  return lines;
}

function delimiterOf(source: string): string {
  const first = source.split('\n', 1)[0] ?? '';
  const count = (character: string) => first.split(character).length;
  return [',', ';', '\t'].reduce((best, other) => (count(other) > count(best) ? other : best));
}
