import { useId, useRef, useState } from 'preact/hooks';
import { fileSources, isWebAddress } from '../input/transfer.ts';
import { isUnderWay, storedIn } from '../model/uploads.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { CopyStylePicker } from '../parts/copy-style.tsx';
import { Icon } from '../parts/icon.tsx';
import { usePage } from '../parts/page-context.ts';
import { Empty } from '../parts/told.tsx';
import { sizeText } from '../text/display.ts';
import { UploadRow } from './upload-row.tsx';

export function UploadView() {
  const { model, words } = usePage();
  return (
    <>
      <h1 tabIndex={-1}>{words.upload.title}</h1>
      <DropZone />
      <AddressForm />
      {model.uploads.length === 0 ? (
        <Empty icon="picture" title={words.upload.emptyTitle}>
          <p>{words.upload.empty}</p>
        </Empty>
      ) : (
        <UploadList />
      )}
    </>
  );
}

/** The whole page takes what is dropped; this is where it says so, and where the keyboard finds the files. */
function DropZone() {
  const { actions, model, words } = usePage();
  const input = useRef<HTMLInputElement>(null);
  const take = (picked: HTMLInputElement) => {
    if (picked.files !== null && picked.files.length > 0) actions.uploads.add(fileSources(picked.files));
    // The same file again is an event only when it is another value.
    picked.value = '';
  };
  const isMac = /mac/i.test(navigator.platform);
  return (
    <div class={model.uploads.length > 0 ? 'drop-zone compact' : 'drop-zone'}>
      <Icon name="upload" />
      <div>
        <p class="call">{words.upload.drop}</p>
        <p>{isMac ? words.upload.pasteMac : words.upload.paste}</p>
      </div>
      <button type="button" class="primary" onClick={() => input.current?.click()}>
        {words.upload.choose}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept="image/*"
        onChange={({ currentTarget }) => take(currentTarget)}
      />
      <Destination />
    </div>
  );
}

function Destination() {
  const { model, words } = usePage();
  const profile = model.server?.profiles.find(({ name }) => name === model.profile);
  if (profile === undefined) return undefined;
  const { bucket, maxBytes, isPrivate } = profile;
  return (
    <p class="destination">
      <span>{words.upload.goesTo(bucket)}</span>
      <span>{words.upload.limit(sizeText(maxBytes))}</span>
      {isPrivate && <span>{words.upload.private}</span>}
    </p>
  );
}

function AddressForm() {
  const { actions, words } = usePage();
  const [url, setUrl] = useState('');
  const [isWrong, setWrong] = useState(false);
  const hint = useId();
  const send = (event: Event) => {
    event.preventDefault();
    const address = url.trim();
    setWrong(!isWebAddress(address));
    if (!isWebAddress(address)) return;
    actions.uploads.add([{ kind: 'address', url: address }]);
    setUrl('');
  };
  return (
    <form class="address" onSubmit={send} noValidate>
      <label class="field grow">
        <span>{words.upload.address}</span>
        <input
          type="url"
          value={url}
          placeholder={words.upload.addressPlaceholder}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? hint : undefined}
          onInput={({ currentTarget }) => setUrl(currentTarget.value)}
        />
      </label>
      <button type="submit">
        <Icon name="link" />
        <span>{words.upload.addressSend}</span>
      </button>
      {isWrong && (
        <p id={hint} class="wrong" role="alert">
          {words.upload.addressWrong}
        </p>
      )}
    </form>
  );
}

function UploadList() {
  const { actions, model, words } = usePage();
  const stored = storedIn(model.uploads);
  return (
    <section aria-label={words.upload.list}>
      <div class="list-head">
        <h2>{words.upload.list}</h2>
        <CopyStylePicker />
        {stored.length > 1 && (
          <CopyButton items={stored} look="primary" words={words.upload.copyAll(stored.length)} />
        )}
        {!model.uploads.some(isUnderWay) && (
          <button type="button" class="quiet" onClick={actions.uploads.clear}>
            {words.upload.clear}
          </button>
        )}
      </div>
      <ul class="rows">
        {model.uploads.map((task) => (
          <UploadRow key={task.id} task={task} />
        ))}
      </ul>
    </section>
  );
}
