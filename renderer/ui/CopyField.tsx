import { CopyButton } from './CopyButton.tsx';
import classes from './CopyField.module.css';

interface CopyFieldProps {
  readonly name: string;
  readonly value: string;
  readonly help?: string;
}

/** A value to be carried elsewhere: shown whole, selectable, with its copy button. */
export function CopyField({ name, value, help }: CopyFieldProps) {
  return (
    <div>
      <div className={classes['name']}>{name}</div>
      {help === undefined ? null : <div className={classes['help']}>{help}</div>}
      <div className={classes['row']}>
        <code className={classes['value']}>{value}</code>
        <CopyButton value={value} name={name} />
      </div>
    </div>
  );
}
