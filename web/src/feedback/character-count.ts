/** Characters as the platform counts them: by code point, so that an emoji is one and not two. */
export const characterCount = (text: string): number => Array.from(text).length;
