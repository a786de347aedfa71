import { shownItems } from '../model/history.ts';
import type { View } from '../model/model.ts';
import { views } from '../model/model.ts';
import { Icon } from '../parts/icon.tsx';
import { usePage } from '../parts/page-context.ts';

export function Header() {
  return (
    <header>
      <div class="bar">
        <span class="brand">
          <Icon name="logo" />
          Imbed
        </span>
        <Navigation />
        <ProfilePicker />
      </div>
    </header>
  );
}

function Navigation() {
  const { model, words } = usePage();
  return (
    <nav aria-label={words.navigation}>
      {views.map((view) => (
        <a key={view} href={`#${view}`} aria-current={model.view === view ? 'page' : undefined}>
          <Icon name={view} />
          <span>{words.views[view]}</span>
          <Badge view={view} />
        </a>
      ))}
    </nav>
  );
}

function Badge({ view }: { readonly view: View }) {
  const { model } = usePage();
  const { items } = model.pending;
  const count = items ? shownItems({ items }, model.deletions).length : (model.server?.pendingCount ?? 0);
  return view === 'pending' && count > 0 ? <span class="badge">{count}</span> : undefined;
}

function ProfilePicker() {
  const { actions, model, words } = usePage();
  const profiles = model.server?.profiles ?? [];
  if (profiles.length === 0) return undefined;
  return (
    <label class="field inline profile">
      <span>{words.profile}</span>
      <select
        value={model.profile}
        onChange={({ currentTarget }) => actions.chooseProfile(currentTarget.value)}
      >
        {profiles.map(({ name, isDefault }) => (
          <option key={name} value={name}>
            {isDefault && profiles.length > 1 ? words.profileDefault(name) : name}
          </option>
        ))}
      </select>
    </label>
  );
}
