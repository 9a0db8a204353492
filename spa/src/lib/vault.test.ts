import { afterEach, describe, expect, it, vi } from 'vitest';
import { FakeDatabases } from '@/testing/fake-database';

async function vaultOver(databases: FakeDatabases) {
  vi.stubGlobal('indexedDB', databases);
  vi.resetModules();
  return (await import('./vault')).vault;
}

afterEach(() => vi.unstubAllGlobals());

describe('the vault', () => {
  it('keeps a record until it is taken out, over one connection', async () => {
    const databases = new FakeDatabases();
    const vault = await vaultOver(databases);
    await vault.put('watch', 'a', { seq: 1 });
    expect(await vault.all('watch')).toEqual([{ seq: 1 }]);
    await vault.remove('watch', 'a');
    expect(await vault.get('watch', 'a')).toBeUndefined();
    expect(databases.opens).toBe(1);
  });

  it('opens again when the database was closed behind its back', async () => {
    const databases = new FakeDatabases();
    const vault = await vaultOver(databases);
    await vault.put('watch', 'a', 1);
    databases.closeBehindTheTab();
    await vault.put('watch', 'b', 2);
    expect(await vault.all('watch')).toEqual([1, 2]);
    expect(databases.opens).toBe(2);
  });

  it('lets go when a newer page wants the database, and opens it again', async () => {
    const databases = new FakeDatabases();
    const vault = await vaultOver(databases);
    await vault.put('watch', 'a', 1);
    expect(databases.askToClose()).toBe(true);
    expect(await vault.all('watch')).toEqual([1]);
    expect(databases.opens).toBe(2);
  });

  it('says what it cannot keep, and tries anew the next time', async () => {
    let isForbidden = true;
    const databases = new FakeDatabases(() => isForbidden);
    const vault = await vaultOver(databases);
    await expect(vault.put('watch', 'a', 1)).rejects.toThrow('IndexedDB');
    expect(databases.opens).toBe(2);
    isForbidden = false;
    await vault.put('watch', 'a', 1);
    expect(await vault.get('watch', 'a')).toBe(1);
  });
});
