import type { ComponentChildren } from 'preact';
import type { ApiError } from '../../serve/page-api.ts';
import { Icon, type IconName } from './icon.tsx';

/** What went wrong, and what to do about it. */
export function ErrorWords({ error }: { readonly error: ApiError }) {
  return (
    <div class="error-words">
      <p>{error.message}</p>
      {error.advice !== '' && <p class="advice">{error.advice}</p>}
    </div>
  );
}

/** An error that takes the place of what should be there. */
export function ErrorBox({
  error,
  children,
}: {
  readonly error: ApiError;
  readonly children?: ComponentChildren;
}) {
  return (
    <div class="box error" role="alert">
      <Icon name="warn" />
      <ErrorWords error={error} />
      {children}
    </div>
  );
}

interface EmptyProps {
  readonly icon: IconName;
  readonly title: string;
  readonly children: ComponentChildren;
}

/** Nothing is here, and that is how to change it. */
export function Empty({ icon, title, children }: EmptyProps) {
  return (
    <div class="empty">
      <Icon name={icon} />
      <h2>{title}</h2>
      {children}
    </div>
  );
}
