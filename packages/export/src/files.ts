/** Files by name, texts and bytes, for whoever writes them: nothing here touches a disk. */
export type Files = Readonly<Record<string, string | Uint8Array>>;
