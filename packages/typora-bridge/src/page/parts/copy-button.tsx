import { useEffect, useState } from 'preact/hooks';
import type { HistoryItem } from '../../serve/page-api.ts';
import { Icon } from './icon.tsx';
import { usePage } from './page-context.ts';

interface CopyButtonProps {
  readonly items: readonly HistoryItem[];
  /** Full name for screen readers, where the words alone do not say what is copied. */
  readonly label?: string;
  readonly words?: string;
  readonly look?: 'primary' | 'quiet';
}

/** How long a button says that it has copied. */
const saysSoMs = 2000;

/** Copies links the way the reader wants them, and says so for a moment. */
export function CopyButton({ items, label, words: own, look }: CopyButtonProps) {
  const { actions, words } = usePage();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), saysSoMs);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => setCopied(await actions.copy(items));
  return (
    <button
      type="button"
      class={look ?? 'plain'}
      aria-label={copied ? undefined : label}
      onClick={() => void copy()}
    >
      <Icon name={copied ? 'check' : 'copy'} />
      <span>{copied ? words.copy.copied : (own ?? words.copy.copy)}</span>
    </button>
  );
}
