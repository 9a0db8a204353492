/** A few records that must outlive a reload: unsent watch batches, unfinished uploads, unsaved texts. */
const NAME = 'aula';
const VERSION = 2;
const SHELVES = ['watch', 'uploads', 'drafts'] as const;
export type Shelf = (typeof SHELVES)[number];

/** Another tab with an older page can hold an upgrade up for as long as it likes. */
const OPEN_DEADLINE_MS = 5_000;

let opened: Promise<IDBDatabase> | null = null;

function forget() {
  opened = null;
}

function connect(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    const deadline = setTimeout(() => reject(new Error('IndexedDB did not open')), OPEN_DEADLINE_MS);
    request.onupgradeneeded = () => {
      for (const shelf of SHELVES) {
        if (!request.result.objectStoreNames.contains(shelf)) request.result.createObjectStore(shelf);
      }
    };
    request.onsuccess = () => {
      clearTimeout(deadline);
      const database = request.result;
      // Browsers close it behind a suspended tab's back; a newer page asks for it to be closed.
      database.onclose = forget;
      database.onversionchange = () => {
        database.close();
        forget();
      };
      resolve(database);
    };
    request.onerror = () => {
      clearTimeout(deadline);
      reject(request.error ?? new Error('IndexedDB'));
    };
  });
}

function open(): Promise<IDBDatabase> {
  if (opened === null) {
    opened = connect();
    opened.catch(forget);
  }
  return opened;
}

async function once<T>(shelf: Shelf, mode: IDBTransactionMode, act: (s: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(shelf, mode);
    const request = act(transaction.objectStore(shelf));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB'));
  });
}

/** A handle that died is noticed only when it is used: once more, with a new one. */
async function run<T>(shelf: Shelf, mode: IDBTransactionMode, act: (s: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  try {
    return await once(shelf, mode, act);
  } catch {
    forget();
    return once(shelf, mode, act);
  }
}

/** Each of these rejects when the browser does not keep it, also after trying again: the caller says what is unsaved. */
export const vault = {
  put: <T>(shelf: Shelf, key: string, value: T) => run(shelf, 'readwrite', (s) => s.put(value, key)),
  get: <T>(shelf: Shelf, key: string) => run(shelf, 'readonly', (s) => s.get(key) as IDBRequest<T | undefined>),
  all: <T>(shelf: Shelf) => run(shelf, 'readonly', (s) => s.getAll() as IDBRequest<T[]>),
  remove: (shelf: Shelf, key: string) => run(shelf, 'readwrite', (s) => s.delete(key)),
};
