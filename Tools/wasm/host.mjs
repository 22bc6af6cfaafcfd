// Loads the module and answers what it asks of its host: random octets and the rules of time zones.
import { randomFillSync } from 'node:crypto';
import { readFileSync } from 'node:fs';

const unknownZone = -(2n ** 63n);
const zones = new Map();

/** Seconds east of UTC, told by the rules that the engine has. */
function zoneOffset(name, moment) {
  try {
    if (!zones.has(name)) {
      zones.set(name, new Intl.DateTimeFormat('en-US', {
        timeZone: name, hourCycle: 'h23', era: 'short', year: 'numeric', month: 'numeric',
        day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
      }));
    }
    const at = Number(moment) * 1000;
    const part = Object.fromEntries(zones.get(name).formatToParts(at).map((p) => [p.type, p.value]));
    const year = part.era === 'BC' ? 1 - part.year : +part.year;
    // Date.UTC takes the years 0 to 99 for those of the twentieth century.
    const shown = new Date(0);
    shown.setUTCFullYear(year, part.month - 1, part.day);
    shown.setUTCHours(part.hour, part.minute, part.second);
    return BigInt(Math.round((shown.getTime() - at) / 1000));
  } catch {
    return unknownZone;
  }
}

/** The module at a path, as a function from the octets of a request to those of the answer. */
export function load(path) {
  const module = new WebAssembly.Module(readFileSync(path));
  let memory;
  const octets = (start, count) => new Uint8Array(memory.buffer, start, count);
  const imports = {
    fengni: {
      random: (start, count) => {
        randomFillSync(octets(start, count));
        return 0;
      },
      zone_offset: (start, count, moment) =>
        zoneOffset(new TextDecoder().decode(octets(start, count)), moment),
    },
  };
  // wasi-libc's streams, which libc++ would print to before it ends the module: nothing else calls
  // them, and a call is a failure.
  imports.wasi_snapshot_preview1 = Object.fromEntries(
    ['fd_close', 'fd_fdstat_get', 'fd_seek', 'fd_write', 'proc_exit'].map((name) => [name, () => {
      throw new Error(`the module called ${name}`);
    }]));
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    if (!imports[from]?.[name]) {
      throw new Error(`the module asks for ${from}.${name}: the core needs an operating system`);
    }
  }
  const { exports } = new WebAssembly.Instance(module, imports);
  memory = exports.memory;
  exports.__wasm_call_ctors?.();
  exports._initialize?.();
  const ask = (request) => {
    const start = exports.fengni_allocate(request.length);
    octets(start, request.length).set(request);
    const count = exports.fengni_ask(start, request.length);
    exports.fengni_release(start);
    return Buffer.from(octets(exports.fengni_answer(), count));
  };
  return { ask, memory: () => memory.buffer.byteLength };
}
