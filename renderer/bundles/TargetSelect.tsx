import { Select } from '@mantine/core';
import type { BundleTarget } from '../../preload/contract/index.ts';
import { useTexts } from '../use-texts.ts';
import classes from './ExportPanel.module.css';

const groups = ['aem', 'other'] as const;

interface TargetSelectProps {
  readonly targets: readonly BundleTarget[];
  readonly value: BundleTarget['id'];
  onChange(target: BundleTarget['id']): void;
}

export function TargetSelect({ targets, value, onChange }: TargetSelectProps) {
  const { t } = useTexts();
  const data = groups
    .map((group) => ({
      group: t(`bundlesPage:targetGroup.${group}`),
      items: targets
        .filter((target) => target.group === group)
        .map(({ id, title }) => ({ value: id, label: title })),
    }))
    .filter(({ items }) => items.length > 0);
  return (
    <Select
      label={t('bundlesPage:target')}
      data={data}
      // The list itself scrolls, within the page: for a screen reader it is one thing, and it has its place.
      comboboxProps={{ withinPortal: false }}
      withScrollArea={false}
      classNames={{ options: classes['targets'] ?? '' }}
      value={value}
      onChange={(id) => {
        const chosen = targets.find((target) => target.id === id);
        if (chosen) onChange(chosen.id);
      }}
    />
  );
}
