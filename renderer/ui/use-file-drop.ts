import { type DragEvent, useState } from 'react';

/** To be spread over the element that files may be dropped on. */
export interface FileDropTarget {
  /** Files are held over it now: for its look. */
  readonly 'data-over': boolean;
  onDragOver(event: DragEvent): void;
  onDragLeave(event: DragEvent): void;
  onDrop(event: DragEvent): void;
}

/**
 * Takes files that are dropped on an element. Dropping is a shortcut: a button does the same, for the keyboard.
 *
 * @param take called at once: the browser forgets what was dropped after the event
 */
export function useFileDrop(take: (dropped: DataTransfer) => void): FileDropTarget {
  const [over, setOver] = useState(false);
  return {
    'data-over': over,
    onDragOver(event) {
      if (!event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave({ currentTarget, relatedTarget }) {
      // Going on to something within is told as leaving too.
      if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false);
    },
    onDrop(event) {
      if (!event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      setOver(false);
      take(event.dataTransfer);
    },
  };
}
