import type { Outcome } from '../../api/contract';
import { StateBadge } from '../../ui/states';
import type { Tone } from '../../ui/states';

const OUTCOMES: Readonly<Record<Outcome, { readonly tone: Tone; readonly word: string }>> = {
  success: { tone: 'good', word: 'Done' },
  refused: { tone: 'warn', word: 'Refused' },
  failed: { tone: 'bad', word: 'Failed' },
};

export function OutcomeBadge({ outcome, status }: { outcome: Outcome; status: number }) {
  const { tone, word } = OUTCOMES[outcome];
  return (
    <StateBadge tone={tone}>
      {word} {status}
    </StateBadge>
  );
}
