import { useEffect, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';

/** A small picture; an icon where there is none, or none that this browser can show. */
export function Preview({ url }: { readonly url: string | undefined }) {
  const [broken, setBroken] = useState<string>();
  if (url === undefined || broken === url) return <Icon name="picture" />;
  return (
    <img
      src={url}
      alt=""
      loading="lazy"
      decoding="async"
      referrerpolicy="no-referrer"
      onError={() => setBroken(url)}
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
