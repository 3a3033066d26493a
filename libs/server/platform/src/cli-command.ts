import type { INestApplicationContext } from '@nestjs/common';

/** A subcommand of `dist/apps/api/cli.js`; contexts export theirs and `apps/api/src/cli.ts` lists them. */
export interface CliCommand {
  readonly name: string;
  /** One sentence for the list of commands. */
  readonly summary: string;
  /** Runs inside the assembled application without HTTP; answers the exit code. Prints with `print`. */
  run(app: INestApplicationContext, args: readonly string[], print: (line: string) => void): Promise<number>;
}
