const mediaTypes = ['multipart/mixed', 'text/event-stream'];

/** Whether an answer of this content type comes in parts, each as soon as it is there. */
export function inParts(contentType: unknown): boolean {
  return mediaTypes.some((mediaType) => String(contentType).startsWith(mediaType));
}
