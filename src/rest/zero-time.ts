/** Go's zero time, which platforms send for something that never happened. */
const zero = /^0001-01-01T00:00:00(\.0+)?(Z|[+-]00:00)$/i;

/** A point in time as a platform sends it; null for the zero time, which means never or unknown. */
export function nullIfZero(sent: string | null | undefined): string | null {
  return sent == null || zero.test(sent) ? null : sent;
}
