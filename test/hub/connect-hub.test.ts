import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectHub } from '../../src/hub/hub.ts';
import { chooseFetch } from '../../src/hub/request/proxy.ts';
import { readToken } from '../../src/hub/token.ts';
import { virtualIo } from './virtual-io.ts';

const emptyIo = () => virtualIo(async () => new Response('[]'));
let io = emptyIo();
beforeEach(() => {
  io = emptyIo();
});
const token = 'hf_SecretSecretSecret';

describe('an endpoint', () => {
  it.each([
    '',
    'hub',
    'hub.example',
    'ftp://hub.example',
    'https://',
    'https://u:p@hub.example',
    'https://hub.example/?a=1',
    'https://h/#x',
  ])('%j is wrong usage', async (endpoint) => {
    const connecting = connectHub({ io, endpoint, token: null });
    await expect(connecting).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/^[^\n]+$/),
    });
    await expect(connecting).rejects.not.toThrow('u:p');
  });

  it('loses its trailing slashes and keeps its path', async () => {
    expect((await connectHub({ io, endpoint: 'https://hub.example//', token })).endpoint).toBe(
      'https://hub.example',
    );
    expect((await connectHub({ io, endpoint: 'https://a.example/hub/', token })).endpoint).toBe(
      'https://a.example/hub',
    );
  });

  it('over plain http gets no token unless it is this machine, or the user insists', async () => {
    const plain = { io, endpoint: 'http://hub.example', token };
    await expect(connectHub(plain)).rejects.toMatchObject({ exitCode: 2 });
    await expect(connectHub(plain)).rejects.not.toThrow(token);
    await connectHub({ ...plain, insecureToken: true });
    await connectHub({ ...plain, token: null });
    for (const host of ['localhost', '127.0.0.1', '127.9.9.9', '[::1]']) {
      await connectHub({ ...plain, io: emptyIo(), endpoint: `http://${host}:8080` });
    }
    await expect(connectHub({ ...plain, endpoint: 'http://127.0.0.1.evil.example' })).rejects.toThrow(
      'unencrypted',
    );
  });
});

describe('a token', () => {
  it.each(['secret', 'hf_', 'HF_abc', 'hf_a b', 'hf_a\nb', 'hf_é'])(
    '%j is refused and not repeated',
    async (odd) => {
      const connecting = connectHub({ io, endpoint: 'https://hub.example', token: odd });
      await expect(connecting).rejects.toMatchObject({ exitCode: 2 });
      if (odd !== 'hf_') await expect(connecting).rejects.not.toThrow(odd);
    },
  );

  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'token-'));
    await mkdir(join(folder, '.cache', 'huggingface'), { recursive: true });
    await writeFile(join(folder, '.cache', 'huggingface', 'token'), 'hf_home\n');
    await writeFile(join(folder, 'token'), ' hf_hfhome \n');
    await writeFile(join(folder, 'other'), 'hf_path');
    await writeFile(join(folder, 'empty'), ' \n');
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('comes from HF_TOKEN, else the file', async () => {
    const HOME = folder;
    const read = (env: Record<string, string>) => readToken({ env: { HOME, ...env } });
    const paths = { HF_TOKEN_PATH: join(folder, 'other'), HF_HOME: folder };
    expect(await read({ HF_TOKEN: ' hf_env ', ...paths })).toBe('hf_env');
    expect(await read({ HF_TOKEN: ' ', ...paths })).toBe('hf_path');
    expect(await read({ HF_HOME: folder })).toBe('hf_hfhome');
    expect(await read({})).toBe('hf_home');
    expect(await read({ XDG_CACHE_HOME: join(folder, '.cache') })).toBe('hf_home');
    expect(await read({ XDG_CACHE_HOME: join(folder, 'none') })).toBeNull();
    expect(await read({ HF_HOME: folder, XDG_CACHE_HOME: join(folder, 'none') })).toBe('hf_hfhome');
    expect(await read({ HF_TOKEN_PATH: join(folder, 'none') })).toBeNull();
    expect(await read({ HF_TOKEN_PATH: join(folder, 'empty') })).toBeNull();
    await expect(read({ HF_TOKEN_PATH: folder })).rejects.toMatchObject({ exitCode: 1 });
  });
});

describe('a token file', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'token-names-'));
    await mkdir(join(folder, 'cache', 'huggingface'), { recursive: true });
    await writeFile(join(folder, 'token'), 'hf_plain');
    await writeFile(join(folder, 'cache', 'huggingface', 'token'), 'hf_cache');
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each<[string, Record<string, string>, string | null]>([
    ['~', { HF_HOME: '~' }, 'hf_plain'],
    ['~/', { HF_TOKEN_PATH: '~/token' }, 'hf_plain'],
    ['~ within', { HF_TOKEN_PATH: '~x/token' }, null],
    ['$VAR', { HF_TOKEN_PATH: '$PLACE/token' }, 'hf_plain'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as a shell spells it
    ['a braced $VAR', { HF_HOME: '${PLACE}/cache/huggingface' }, 'hf_cache'],
    ['a variable that is not set', { HF_TOKEN_PATH: '$NOWHERE/token' }, null],
    ['~ in XDG_CACHE_HOME', { XDG_CACHE_HOME: '~/cache' }, 'hf_cache'],
    ['$VAR in XDG_CACHE_HOME', { XDG_CACHE_HOME: '$PLACE/cache' }, 'hf_cache'],
  ])('is found by %s', async (_, env, expected) => {
    expect(await readToken({ env: { HOME: folder, PLACE: folder, ...env } })).toBe(expected);
  });

  it.each(['1', 'true', 'YES', 'on'])(
    'and HF_TOKEN are not sent with HF_HUB_DISABLE_IMPLICIT_TOKEN=%s',
    async (value) => {
      const env = { HF_HOME: folder, HF_HUB_DISABLE_IMPLICIT_TOKEN: value };
      expect(await readToken({ env })).toBeNull();
      expect(await readToken({ env: { ...env, HF_TOKEN: 'hf_env' } })).toBeNull();
      expect(await readToken({ env: { ...env, HF_HUB_DISABLE_IMPLICIT_TOKEN: '0' } })).toBe('hf_plain');
    },
  );
});

describe('a proxy', () => {
  it('is used only where the environment names one', async () => {
    const world = { ...io, fetch: globalThis.fetch };
    expect(await chooseFetch(world)).toBe(globalThis.fetch);
    expect(await chooseFetch({ ...world, env: { HTTPS_PROXY: 'http://127.0.0.1:9' } })).not.toBe(
      globalThis.fetch,
    );
    expect(await chooseFetch({ ...io, env: { HTTPS_PROXY: 'http://127.0.0.1:9' } })).toBe(io.fetch);
  });

  it('that is not an address is wrong usage', async () => {
    const world = { ...io, fetch: globalThis.fetch, env: { http_proxy: 'not an address' } };
    await expect(chooseFetch(world)).rejects.toMatchObject({ exitCode: 2 });
  });
});
