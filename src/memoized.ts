/**
 * A function that keeps what it returned and returns it again for the same key: for what is the same as long as the process
 * lives, such as a contract, and costs much to make.
 * @param keyOf text that is the same for arguments with the same result
 */
export function memoized<Given extends readonly unknown[], Made>(
  make: (...given: Given) => Made,
  keyOf: (...given: Given) => string,
): (...given: Given) => Made {
  const kept = new Map<string, { readonly made: Made }>();
  return (...given) => {
    const key = keyOf(...given);
    const known = kept.get(key) ?? { made: make(...given) };
    kept.set(key, known);
    return known.made;
  };
}
