#!/usr/bin/env node
// Asks the native program and the module of WebAssembly the same, and fails on any difference.
// compare.mjs MODULE PROGRAM [DOCUMENTS]: DOCUMENTS has a line for each document of Samples,
// its role, media type and path, as Samples/make-documents prints them.
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { load } from './host.mjs';
import { decode, encode, forms, ruleSuite, samples, schemaSuite } from './requests.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const suites = process.env.FENGNI_SUITES ?? join(root, '.build-suites');
const [modulePath, program, list] = process.argv.slice(2);

const documents = list === undefined ? [] : readFileSync(list, 'utf8').trim().split('\n')
  .map((line) => line.split('\t')).map(([role, , path]) => ({ role, path }));
const requests = [
  ...schemaSuite(join(suites, 'json-schema')), ...ruleSuite(join(suites, 'cel')), ...forms(root),
  ...samples(root, documents),
];
// Some twice: an engine compiles what runs often, and a page checks the same form again and again.
const again = requests.filter(({ group }) => /^(valid|faulty) forms|^documents/.test(group));
const rounds = [...requests, ...again];

const native = spawnSync(program, {
  input: encode(rounds.map(({ octets }) => octets)), maxBuffer: 1 << 30,
});
if (native.status !== 0) throw new Error(`${program}: ${native.error ?? native.stderr}`);
const answers = decode(native.stdout);
const begun = performance.now();
const { ask, memory } = load(modulePath);
const start = performance.now() - begun;

const groups = new Map();
const group = (name) => {
  const row = groups.get(name) ?? { requests: 0, native: [0, 0], module: [0, 0], different: [] };
  groups.set(name, row);
  return row;
};
rounds.forEach((request, index) => {
  const row = group(request.group);
  const round = index < requests.length ? 0 : 1;
  const from = performance.now();
  const answer = ask(request.octets);
  row.module[round] += performance.now() - from;
  row.native[round] += Number(answers[2 * index + 1]) / 1000;
  if (round === 0) row.requests += 1;
  if (!answer.equals(answers[2 * index])) {
    row.different.push([request.name, answers[2 * index], answer]);
  }
});

let failed = false;
console.log('| what | requests | native ms | again | module ms | again |');
console.log('|---|---|---|---|---|---|');
for (const [name, row] of groups) {
  const times = [...row.native, ...row.module].map((time) => time.toFixed(0)).join(' | ');
  console.log(`| ${name} | ${row.requests} | ${times} |`);
}
for (const [name, { different }] of groups) {
  failed ||= different.length > 0;
  for (const [request, expected, found] of different.slice(0, 10)) {
    let at = 0;
    while (at < expected.length && expected[at] === found[at]) at += 1;
    const around = (octets) => octets.subarray(Math.max(0, at - 200), at + 200).toString();
    console.error(`DIFFERENT: ${name}: ${request}, octet ${at}`);
    console.error(`  native: ${around(expected)}\n  module: ${around(found)}`);
  }
}
const verdicts = (name, fails) => requests.reduce((count, request, index) =>
  request.group === name ? count + fails(JSON.parse(answers[2 * index])) : count, 0);
const passed = verdicts('JSON Schema suite', (file) => [file].flat(2)
  .filter(({ asExpected }) => asExpected === true).length);
const rules = verdicts('CEL suite', (file) => file
  .filter((test) => !Array.isArray(test) && test.failure === undefined).length);
const clean = verdicts('valid forms', (findings) => Number(findings.length === 0));
const sound = verdicts('faulty forms', (findings) => Number(findings.length > 0));
console.log(`Verdicts as the suites ask: JSON Schema ${passed}, CEL ${rules}; valid forms without `
  + `findings: ${clean}; faulty forms with findings: ${sound}`);
const octets = readFileSync(modulePath);
console.log(`Module: ${octets.length} octets, ${gzipSync(octets, { level: 9 }).length} with gzip; `
  + `started in ${start.toFixed(0)} ms; memory ${(memory() / (1 << 20)).toFixed(1)} MiB; `
  + `native program ${statSync(program).size} octets`);
for (const [name, least] of [['valid forms', 15], ['faulty forms', 150], ['broken forms', 1000]]) {
  if ((groups.get(name)?.requests ?? 0) < least) {
    failed = true;
    console.error(`fewer than ${least} requests of "${name}": nothing was compared`);
  }
}
for (const [name, tool] of [['JSON Schema suite', 'fetch-suites'], ['CEL suite', 'fetch-cel-suite']]) {
  if (!groups.has(name)) console.log(`SKIPPED: ${name}, as Tools/${tool} could not fetch it`);
}
console.log(failed ? 'The module and the native program DIFFER.'
  : `All ${requests.length} answers are equal octet for octet.`);
process.exit(failed ? 1 : 0);
