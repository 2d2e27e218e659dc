import { Fragment } from 'react';

/** A path or dotted name that may wrap behind its slashes and dots rather than within a word. */
export function Breakable({ text }: { readonly text: string }) {
  return text.split(/(?<=[./])/).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no identity but their place
    <Fragment key={index}>
      {part}
      <wbr />
    </Fragment>
  ));
}
