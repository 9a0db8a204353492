package io.aula.devstack.stripe.ledger;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Everything the double knows, one change at a time: a change either happens as a whole, in memory and in the file, or
 * not at all. Objects are kept as bytes, so that no one holds a reference into another's.
 */
public final class Ledger implements AutoCloseable {

    /** Customers, sessions, charges and so on together; events and remembered answers have limits of their own. */
    public static final int MAX_OBJECTS = 20_000;

    static final String EVENT = "event";
    static final String ANSWER = "_answer";
    private static final Map<String, Integer> KEPT = Map.of(EVENT, 5_000, ANSWER, 2_000);
    private static final long REWRITE_AFTER_BYTES = 64L << 20;
    private static final String GONE = "_gone";

    private final Map<String, byte[]> objects = new LinkedHashMap<>();
    private final Map<String, SequencedSet<String>> byType = new LinkedHashMap<>();
    private final List<Consumer<List<String>>> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Journal journal;
    private final Clock clock;
    private final int maxObjects;

    private Ledger(Path file, Clock clock, int maxObjects) {
        this.clock = clock;
        this.maxObjects = maxObjects;
        this.journal = Journal.open(file, this::recall);
        journal.rewrite(objects.values());
    }

    public static Ledger open(Path file, Clock clock) {
        return new Ledger(file, clock, MAX_OBJECTS);
    }

    static Ledger open(Path file, Clock clock, int maxObjects) {
        return new Ledger(file, clock, maxObjects);
    }

    /** Runs {@code change} alone; an exception undoes all of it. */
    public <T> T transact(Function<Work, T> change) {
        Work work;
        T result;
        lock.lock();
        try {
            work = new Work(this, clock);
            try {
                result = change.apply(work);
                write(work);
            } catch (RuntimeException | Error e) {
                work.undo();
                throw e;
            }
            forgetOldest();
        } finally {
            lock.unlock();
        }
        if (!work.events().isEmpty()) {
            listeners.forEach(listener -> listener.accept(work.events()));
        }
        return result;
    }

    /** Calls {@code listener} with the ids of new events once they are written. */
    public void onEvents(Consumer<List<String>> listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            journal.close();
        } finally {
            lock.unlock();
        }
    }

    Optional<byte[]> bytes(String id) {
        return Optional.ofNullable(objects.get(id));
    }

    /** Oldest first. */
    Collection<String> ids(String type) {
        return Collections.unmodifiableCollection(byType.getOrDefault(type, new LinkedHashSet<>()));
    }

    boolean isFull() {
        long limited =
                KEPT.keySet().stream().mapToLong(type -> ids(type).size()).sum();
        return objects.size() - limited >= maxObjects;
    }

    void put(String type, String id, byte[] bytes) {
        objects.put(id, bytes);
        byType.computeIfAbsent(type, key -> new LinkedHashSet<>()).add(id);
    }

    void remove(String type, String id) {
        objects.remove(id);
        byType.getOrDefault(type, new LinkedHashSet<>()).remove(id);
    }

    private void recall(Resource object) {
        if (object.isTrue(GONE)) {
            remove(object.type(), object.id());
            return;
        }
        put(object.type(), object.id(), object.bytes());
    }

    private void write(Work work) {
        List<byte[]> changed = new ArrayList<>();
        work.touched().forEach(id -> changed.add(bytes(id).orElseGet(() -> gone(work.type(id), id))));
        if (changed.isEmpty()) {
            return;
        }
        journal.write(changed);
        if (journal.bytes() > REWRITE_AFTER_BYTES) {
            journal.rewrite(objects.values());
        }
    }

    private static byte[] gone(String type, String id) {
        return Resource.of(type, id, 0).set(GONE, true).bytes();
    }

    private void forgetOldest() {
        KEPT.forEach((type, kept) -> {
            while (ids(type).size() > kept) {
                String oldest = ids(type).iterator().next();
                remove(type, oldest);
                journal.write(List.of(gone(type, oldest)));
            }
        });
    }
}
