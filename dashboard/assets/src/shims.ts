// What ECharts expects of its surroundings and the server's engine lacks. Nothing
// is put off: a picture is made in one go.
interface Bare {
  setTimeout?: unknown;
  clearTimeout?: unknown;
  console?: unknown;
}

const bare = globalThis as unknown as Bare;
const nothing = (): void => {};
bare.setTimeout ??= (): number => 0;
bare.clearTimeout ??= nothing;
bare.console ??= { log: nothing, warn: nothing, error: nothing };
