import { copyFormats, isCopyFormat } from '../text/copy-formats.ts';
import { usePage } from './page-context.ts';

/** In which form links are copied, here and everywhere on the page. */
export function CopyStylePicker() {
  const { actions, model, words } = usePage();
  const { format, template } = model.copyStyle;
  const choose = (value: string) => {
    if (isCopyFormat(value)) actions.chooseCopyStyle({ format: value, template });
  };
  return (
    <div class="copy-style">
      <label class="field inline">
        <span>{words.copy.label}</span>
        <select value={format} onChange={({ currentTarget }) => choose(currentTarget.value)}>
          {copyFormats.map((one) => (
            <option key={one} value={one}>
              {words.copy[one]}
            </option>
          ))}
        </select>
      </label>
      {format === 'custom' && (
        <label class="field inline grow">
          <span class="hidden-visually">{words.copy.template}</span>
          <input
            type="text"
            spellcheck={false}
            value={template}
            title={words.copy.templateHint}
            placeholder="{name}: {url}"
            onInput={({ currentTarget }) =>
              actions.chooseCopyStyle({ format, template: currentTarget.value })
            }
          />
          <small>{words.copy.templateHint}</small>
        </label>
      )}
    </div>
  );
}
