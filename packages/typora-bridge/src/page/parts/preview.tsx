import { useEffect, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';

interface PreviewProps {
  readonly url: string | undefined;
  /** Taken first, where there is one. */
  readonly small?: string | undefined;
}

/** A small picture; an icon where there is none, or none that this browser can show. */
export function Preview({ url, small }: PreviewProps) {
  const [broken, setBroken] = useState<readonly string[]>([]);
  const shown = [small, url].find((one) => one !== undefined && !broken.includes(one));
  if (shown === undefined) return <Icon name="picture" />;
  return (
    <img
      src={shown}
      alt=""
      loading="lazy"
      decoding="async"
      referrerpolicy="no-referrer"
      onError={() => setBroken([...broken, shown])}
    />
  );
}

/** A file of the reader, from memory. */
export function FilePreview({ file }: { readonly file: File }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!file.type.startsWith('image/')) return;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return <Preview url={url} />;
}
