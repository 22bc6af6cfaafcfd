// The requests with which the native program and the module are compared (Sources/Probe).
import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';

/** Octets of fields, each with its length in four octets, big-endian. */
export function encode(fields) {
  return Buffer.concat(fields.flatMap((field) => {
    const octets = Buffer.from(field);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(octets.length);
    return [length, octets];
  }));
}

/** The fields of octets. */
export function decode(octets) {
  const fields = [];
  for (let at = 0; at < octets.length;) {
    const end = at + 4 + octets.readUInt32BE(at);
    fields.push(octets.subarray(at + 4, end));
    at = end;
  }
  return fields;
}

const files = (folder, suffix) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(suffix)).sort();
const request = (group, name, fields) => ({ group, name, octets: encode(fields) });

/** JSON Schema's official suite; files below `optional/format` assert formats. */
export function schemaSuite(folder) {
  if (!existsSync(join(folder, 'tests'))) return [];
  const remotes = files(join(folder, 'remotes'), '.json')
    .filter((name) => name.startsWith('draft2020-12/') || !name.startsWith('draft'))
    .map((name) => request('setting up', name, [
      'remote', `http://localhost:1234/${name}`, readFileSync(join(folder, 'remotes', name))]));
  const tests = files(join(folder, 'tests'), '.json').map((name) =>
    request('JSON Schema suite', name, [
      'schemas', name.startsWith('optional/format/') ? 'formats' : '',
      readFileSync(join(folder, 'tests', name))]));
  return [...remotes, ...tests];
}

/** CEL's conformance suite. */
export function ruleSuite(folder) {
  if (!existsSync(folder)) return [];
  return files(folder, '.textproto').map((name) =>
    request('CEL suite', name, ['rules', name, readFileSync(join(folder, name))]));
}

/** All forms with their valid fillings and one fault at a time. */
export function forms(root) {
  const requests = [];
  for (const name of files(join(root, 'Schemas/forms'), '.schema.json')) {
    requests.push(request('setting up', name, [
      'schema', name, readFileSync(join(root, 'Schemas/forms', name))]));
  }
  for (const folder of ['Samples/henan-2012/lists', 'Schemas/lists']) {
    for (const name of files(join(root, folder), '.json')) {
      requests.push(request('setting up', name, [
        'list', name, readFileSync(join(root, folder, name))]));
    }
  }
  const cases = join(root, 'Tests/FormTests/Forms/cases');
  for (const name of files(cases, '.json')) {
    const { form, valid, cases: faulty } = JSON.parse(readFileSync(join(cases, name), 'utf8'));
    const check = (group, title, value) => requests.push(request(
      group, `${name}: ${title}`, ['form', form, JSON.stringify(value, null, 2)]));
    check('valid forms', 'valid', valid);
    for (const one of faulty) {
      const value = structuredClone(valid);
      for (const operation of one.patch) apply(operation, value);
      check('faulty forms', `${one.rule} ${one.name}`, value);
    }
    for (const [title, value] of mutations(valid)) check('broken forms', title, value);
  }
  return requests;
}

/** The documents of Samples' units, each by every form that is made for its role. */
export function samples(root, documents) {
  const folder = join(root, 'Schemas/forms');
  const ids = files(folder, '.schema.json')
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')).$id);
  return documents.flatMap(({ role, path }) =>
    ids.filter((id) => id.startsWith(`urn:fengni:form:${role}`)).map((id) =>
      request('documents of Samples', `${path} by ${id}`, ['form', id, readFileSync(path)])));
}

/** RFC 6902 as far as the cases use it, in place. */
function apply({ op, path, value }, document) {
  const tokens = path.split('/').slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = tokens.pop();
  const parent = tokens.reduce((place, token) => place[token], document);
  if (Array.isArray(parent)) {
    const index = last === '-' ? parent.length : Number(last);
    if (op === 'add') parent.splice(index, 0, value);
    else if (op === 'remove') parent.splice(index, 1);
    else parent[index] = value;
  } else if (op === 'remove') {
    delete parent[last];
  } else {
    parent[last] = value;
  }
}

/** Every member and element in turn, missing or of a wrong type; and one document of many. */
function* mutations(valid) {
  const places = [];
  const walk = (value, path) => {
    if (value === null || typeof value !== 'object') return;
    for (const key of Object.keys(value)) {
      places.push([...path, key]);
      walk(value[key], [...path, key]);
    }
  };
  walk(valid, []);
  const at = (document, path) => path.slice(0, -1).reduce((place, key) => place?.[key], document);
  const wrong = [null, -1.5, '', '\u200b错', true, [], {}, 1e300];
  let turn = 0;
  for (const path of places) {
    const last = path.at(-1);
    const broken = structuredClone(valid);
    const parent = at(broken, path);
    if (turn % 2 === 1) parent[last] = wrong[(turn >> 1) % wrong.length];
    else if (Array.isArray(parent)) parent.splice(Number(last), 1);
    else delete parent[last];
    yield [`${turn++ % 2 === 1 ? 'wrong' : 'without'} /${path.join('/')}`, broken];
  }
  const all = structuredClone(valid);
  for (const path of places.filter((_, index) => index % 3 === 0)) {
    const parent = at(all, path);
    if (parent !== null && typeof parent === 'object') parent[path.at(-1)] = wrong[turn++ % 8];
  }
  yield ['a third wrong', all];
}
