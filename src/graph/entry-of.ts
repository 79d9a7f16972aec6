/** The entry of a map; where there is none, one is made and kept. */
export function entryOf<Value>(map: Map<number, Value>, key: number, make: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
