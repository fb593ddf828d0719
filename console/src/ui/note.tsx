import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';

const ICONS = {
  good: IconCircleCheck,
  warn: IconAlertTriangle,
  bad: IconAlertTriangle,
  plain: IconInfoCircle,
} as const;

interface NoteProps {
  readonly tone: keyof typeof ICONS;
  readonly title: string;
  /** `alert` is read out at once, `status` when there is a pause. */
  readonly role?: 'alert' | 'status';
  readonly children?: ReactNode;
}

/** Something that the admin should notice. */
export function Note({ tone, title, role, children }: NoteProps) {
  const Icon = ICONS[tone];
  return (
    <div className={`note ${tone}`} role={role}>
      <Icon size={20} aria-hidden />
      <div>
        <p className="note-title">{title}</p>
        {children}
      </div>
    </div>
  );
}
