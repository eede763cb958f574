import { SegmentedControl } from '@mantine/core';
import type { Hours } from '../../api/health.ts';
import { useTexts } from '../../texts/texts-context.ts';

const HOURS = [1, 6, 24] as const satisfies readonly Hours[];

export function WindowSwitch({
  hours,
  onChange,
}: {
  readonly hours: Hours;
  readonly onChange: (hours: Hours) => void;
}) {
  const { windows, windowLabel } = useTexts().health;
  return (
    <SegmentedControl
      size="xs"
      aria-label={windowLabel}
      data={HOURS.map((each) => ({ value: String(each), label: windows[each] }))}
      value={String(hours)}
      onChange={(value) => onChange(HOURS.find((each) => String(each) === value) ?? 24)}
    />
  );
}
