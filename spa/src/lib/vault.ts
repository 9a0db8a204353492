/** A few records that must outlive a reload: unsent watch batches and unfinished uploads. */
const NAME = 'aula';
export type Shelf = 'watch' | 'uploads';

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('watch');
      request.result.createObjectStore('uploads');
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });
}

async function run<T>(shelf: Shelf, mode: IDBTransactionMode, act: (s: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await open();
  try {
    return await new Promise((resolve, reject) => {
      const request = act(db.transaction(shelf, mode).objectStore(shelf));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
    });
  } finally {
    db.close();
  }
}

export const vault = {
  put: <T>(shelf: Shelf, key: string, value: T) => run(shelf, 'readwrite', (s) => s.put(value, key)),
  get: <T>(shelf: Shelf, key: string) => run(shelf, 'readonly', (s) => s.get(key) as IDBRequest<T | undefined>),
  all: <T>(shelf: Shelf) => run(shelf, 'readonly', (s) => s.getAll() as IDBRequest<T[]>),
  remove: (shelf: Shelf, key: string) => run(shelf, 'readwrite', (s) => s.delete(key)),
};
