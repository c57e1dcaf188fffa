import { loadPlatforms } from '../config.ts';
import { printClient } from '../graph/client-sdl.ts';
import { buildClientSchema, buildSchema } from '../graph/schema.ts';
import { printSubgraph } from '../graph/subgraph-sdl.ts';

/**
 * Prints the graph of the platforms that the settings name.
 * @throws {ConfigError} with a line for each setting that is wrong
 */
export async function printGraph(asSubgraph: boolean): Promise<number> {
  const names = loadPlatforms();
  const sdl = asSubgraph ? printSubgraph(await buildSchema(names)) : printClient(await buildClientSchema(names));
  console.log(sdl);
  return 0;
}
