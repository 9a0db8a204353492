package io.aula.platform.outbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Which routing keys the broker has refused, and when one of their events is offered again. A refused event has reached every
 * queue of its key but the full one, and reaches them anew each time it is offered: so there is one of them after each pause, and
 * as many again as were taken for as long as there is room. Kept by one thread.
 */
final class Refusals {
    static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(2);
    static final long LONGEST_PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanoTime;
    private final int enough;
    private final Map<String, Refusal> refusals = new HashMap<>();

    /** So many are offered next, once {@code pause} has gone by since {@code since}. */
    private record Refusal(int offer, long since, long pause) {
        boolean isOver(long now) {
            return now - since >= pause;
        }
    }

    /** A key of which {@code enough} were taken at once is a key like others. */
    Refusals(LongSupplier nanoTime, int enough) {
        this.nanoTime = nanoTime;
        this.enough = enough;
    }

    /** Those that are not among the others. */
    Set<String> routingKeys() {
        return Set.copyOf(refusals.keySet());
    }

    /** How many events of which keys may be offered now. */
    Map<String, Integer> due() {
        long now = nanoTime.getAsLong();
        return refusals.entrySet().stream()
                .filter(each -> each.getValue().isOver(now))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().offer()));
    }

    /** Not all that were offered were taken; true if that is new of this key. */
    boolean refused(String routingKey) {
        Refusal before = refusals.get(routingKey);
        long pause = before == null || before.pause() == 0
                ? FIRST_PAUSE_NANOS
                : Math.min(LONGEST_PAUSE_NANOS, 2 * before.pause());
        refusals.put(routingKey, new Refusal(1, nanoTime.getAsLong(), pause));
        return before == null;
    }

    /** All that were offered were taken; true if the key is a key like others from now on. */
    boolean taken(String routingKey) {
        Refusal before = refusals.get(routingKey);
        if (before == null) {
            return false;
        }
        if (2 * before.offer() >= enough) {
            refusals.remove(routingKey);
            return true;
        }
        refusals.put(routingKey, new Refusal(2 * before.offer(), nanoTime.getAsLong(), 0));
        return false;
    }

    /**
     * There was none to offer: all have gone, or another instance has them in its hands. True if the key is one like others from
     * now on; one that was refused last is looked at again soon.
     */
    boolean nothingToOffer(String routingKey) {
        Refusal before = refusals.get(routingKey);
        if (before == null) {
            return false;
        }
        if (before.pause() == 0) {
            refusals.remove(routingKey);
            return true;
        }
        refusals.put(routingKey, new Refusal(1, nanoTime.getAsLong(), FIRST_PAUSE_NANOS));
        return false;
    }
}
