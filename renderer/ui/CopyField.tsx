import { CopyButton } from './CopyButton.tsx';
import classes from './CopyField.module.css';

interface CopyFieldProps {
  readonly name: string;
  readonly value: string;
  readonly help?: string;
  /** Nobody reads it: two lines are enough to know it by. All of it is copied. */
  readonly brief?: boolean;
}

/** A value to be carried elsewhere: selectable, with its copy button. */
export function CopyField({ name, value, help, brief = false }: CopyFieldProps) {
  return (
    <div>
      <div className={classes['name']}>{name}</div>
      {help === undefined ? null : <div className={classes['help']}>{help}</div>}
      <div className={classes['row']}>
        <code className={classes['value']} data-brief={brief}>
          <span>{value}</span>
        </code>
        <CopyButton value={value} name={name} />
      </div>
    </div>
  );
}
