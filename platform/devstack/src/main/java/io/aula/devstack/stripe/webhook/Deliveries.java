package io.aula.devstack.stripe.webhook;

import io.aula.devstack.stripe.ledger.Json;
import io.aula.devstack.stripe.ledger.Ledger;
import io.aula.devstack.stripe.ledger.Resource;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Sends events, again and again for three days until one is answered with 2xx, in no promised order. How far each has come stands in
 * the ledger, so a restart goes on; what {@link Faults} were set is forgotten by it.
 */
public final class Deliveries implements AutoCloseable {

    private static final List<Duration> DELAYS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofHours(24),
            Duration.ofHours(24));
    /** Four times the events that are remembered: beyond, what is due first makes room. */
    private static final int MOST_WAITING = 20_000;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Ledger ledger;
    private final Clock clock;
    private final Endpoint endpoint;
    private final String base;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::turn));
    private final List<String> held = new ArrayList<>();
    private Faults faults = Faults.NONE;
    private long turns;
    private int underWay;
    private boolean isClosed;

    /**
     * One sending of one event.
     *
     * @param at milliseconds
     * @param isCopy a duplicate: it is sent once, and what comes of it is not written down
     */
    private record Due(long at, long turn, String event, boolean isCopy) {}

    /** @param base the double's own address, which links in objects begin with */
    public Deliveries(Ledger ledger, Clock clock, Endpoint endpoint, String base) {
        this.ledger = ledger;
        this.clock = clock;
        this.endpoint = endpoint;
        this.base = base;
    }

    public Deliveries start() {
        ledger.transact(work -> {
            work.ids("event")
                    .forEach(id -> work.find(id)
                            .filter(event -> event.is("_delivery.state", "due"))
                            .ifPresent(event ->
                                    enqueue(id, Math.max(clock.millis(), event.number("_delivery.next")), false)));
            return true;
        });
        ledger.onEvents(this::accept);
        Thread.ofVirtual().name("webhooks").start(this::run);
        return this;
    }

    public void set(Faults wanted) {
        locked(() -> faults = wanted);
    }

    public Faults faults() {
        lock.lock();
        try {
            return faults;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sends what was held, each event one to {@code copies} times: {@code created}, {@code reversed} or {@code shuffled}.
     *
     * @return how many sendings that are
     */
    public int release(String order, long seed, int copies) {
        Random random = new Random(seed);
        lock.lock();
        try {
            List<String> sendings = new ArrayList<>();
            held.forEach(event -> sendings.addAll(Collections.nCopies(1 + random.nextInt(copies), event)));
            held.clear();
            switch (order) {
                case "reversed" -> Collections.reverse(sendings);
                case "shuffled" -> Collections.shuffle(sendings, random);
                default -> {}
            }
            Set<String> seen = new HashSet<>();
            sendings.forEach(event -> enqueue(event, clock.millis(), !seen.add(event)));
            return sendings.size();
        } finally {
            lock.unlock();
        }
    }

    /** Sends these once more, whatever became of them. */
    public void resend(List<String> events) {
        locked(() -> events.forEach(event -> enqueue(event, clock.millis(), false)));
    }

    /** @return false when it takes longer than {@link #LONGEST_WAIT} */
    public boolean awaitQuiet() {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        lock.lock();
        try {
            while (underWay > 0 || !queue.isEmpty() && queue.peek().at() <= clock.millis()) {
                long left = deadline - System.nanoTime();
                if (left <= 0 || isClosed) {
                    return false;
                }
                changed.awaitNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(50)));
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** One sending that a receiver must refuse; {@code livemode} is signed rightly and of another mode. */
    public int forge(String eventId, String kind) {
        String body = body(eventId);
        long now = clock.instant().getEpochSecond();
        return switch (kind) {
            case "body" ->
                endpoint.post(
                        body.replaceFirst("\"livemode\":false", "\"livemode\":false,\"forged\":true"),
                        endpoint.sign(now, body));
            case "old" -> {
                long then = now - Duration.ofMinutes(10).toSeconds();
                yield endpoint.post(body, endpoint.sign(then, body));
            }
            case "livemode" -> {
                String live = body.replace("\"livemode\":false", "\"livemode\":true");
                yield endpoint.post(live, endpoint.sign(now, live));
            }
            default -> endpoint.post(body, new Endpoint(endpoint.address(), List.of("whsec_forged")).sign(now, body));
        };
    }

    @Override
    public void close() {
        locked(() -> isClosed = true);
    }

    private void accept(List<String> events) {
        locked(() -> {
            if (faults.isHeld()) {
                held.addAll(events);
                held.subList(0, Math.max(0, held.size() - MOST_WAITING)).clear();
                return;
            }
            events.forEach(this::enqueueAll);
        });
    }

    private void enqueueAll(String event) {
        for (int copy = 0; copy < faults.copies(); copy++) {
            enqueue(event, clock.millis(), copy > 0);
        }
    }

    private void enqueue(String event, long at, boolean isCopy) {
        if (queue.size() >= MOST_WAITING) {
            queue.remove();
        }
        queue.add(new Due(at, turns++, event, isCopy));
        if (lock.isHeldByCurrentThread()) {
            changed.signalAll();
        }
    }

    private void run() {
        for (Due due = next(); due != null; due = next()) {
            Due taken = due;
            Thread.ofVirtual().start(() -> {
                try {
                    send(taken);
                } finally {
                    locked(() -> underWay--);
                }
            });
        }
    }

    private @Nullable Due next() {
        lock.lock();
        try {
            while (!isClosed) {
                Due due = queue.peek();
                long wait = due == null ? 1_000 : due.at() - clock.millis();
                if (due != null && wait <= 0 && underWay < faults.parallel()) {
                    underWay++;
                    return queue.remove();
                }
                changed.await(Math.clamp(wait, 1, 1_000), TimeUnit.MILLISECONDS);
            }
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void send(Due due) {
        if (!due.isCopy() && isLost()) {
            note(due.event(), "lost", 0);
            return;
        }
        String body = body(due.event());
        if (body.isEmpty()) {
            return;
        }
        int status = endpoint.post(body, endpoint.sign(clock.instant().getEpochSecond(), body));
        if (!due.isCopy() && !isClosed) {
            note(due.event(), status / 100 == 2 ? "done" : "due", status);
        }
    }

    private boolean isLost() {
        lock.lock();
        try {
            boolean isLost = faults.lost() > 0;
            faults = isLost ? faults.oneLess() : faults;
            return isLost;
        } finally {
            lock.unlock();
        }
    }

    private void note(String id, String outcome, int status) {
        long next = ledger.transact(work -> work.find(id)
                .map(event -> {
                    int attempts = (int) event.number("_delivery.attempts") + 1;
                    boolean isRetried = outcome.equals("due") && attempts <= DELAYS.size();
                    long at = isRetried
                            ? clock.millis() + DELAYS.get(attempts - 1).toMillis()
                            : 0;
                    String state = outcome.equals("due") && !isRetried ? "failed" : outcome;
                    work.save(event.set(
                                    "_delivery",
                                    Json.object("state", state, "attempts", attempts, "status", status, "next", at))
                            .set("pending_webhooks", isRetried ? 1 : 0));
                    return at;
                })
                .orElse(0L));
        if (next > 0) {
            locked(() -> enqueue(id, next, false));
        }
    }

    /** Empty when the event is forgotten by now. */
    private String body(String id) {
        return ledger.transact(work -> work.find(id)
                .map(Resource::sent)
                .map(Json::text)
                .map(text -> text.replace("{double}", base))
                .orElse(""));
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
