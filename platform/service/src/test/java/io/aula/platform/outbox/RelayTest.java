package io.aula.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.messaging.ConfirmedPublisher.Outgoing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RelayTest {
    private static final int BATCH = 200;
    private static final String TOLD_TO_MANY = "course.published";
    private static final String WORK = "video.uploaded";

    private final List<Outgoing> pending = new CopyOnWriteArrayList<>();
    /** Ids or routing keys that do not get in. */
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    private final List<String> copies = new CopyOnWriteArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final Relay relay = new Relay(new InMemoryEvents(pending), this::publish, nanos::get);

    @Test
    void whatWasRefusedStaysAndIsOfferedAgainUntilThereIsRoom() throws Exception {
        add(TOLD_TO_MANY, "a", "b", "c");
        refused.add("b");
        relay.start();
        try {
            assertThat(within(() -> waiting().equals(List.of("b")))).isTrue();
            refused.clear();
            nanos.addAndGet(Refusals.FIRST_PAUSE_NANOS);
            assertThat(within(pending::isEmpty)).isTrue();
        } finally {
            relay.stop();
        }
    }

    @Test
    void aRoundTellsHowManyAreSafe() {
        add(TOLD_TO_MANY, "a", "b", "c");
        refused.add("b");
        assertThat(relay.drain()).isEqualTo(2);
        assertThat(waiting()).containsExactly("b");
    }

    @Test
    void whatWaitsBehindARefusedTopicLeavesAllTheSame() {
        add(TOLD_TO_MANY, ids("evt_", 3 * BATCH));
        add(WORK, "the lecture");
        refused.add(TOLD_TO_MANY);

        relay.drain();
        relay.drain();

        assertThat(waiting()).hasSize(3 * BATCH).doesNotContain("the lecture");
    }

    @Test
    void aFullQueueDoesNotFloodItsSiblingsHoweverOftenSomethingWakes() {
        add(TOLD_TO_MANY, ids("evt_", 3 * BATCH));
        refused.add(TOLD_TO_MANY);
        relay.drain();
        copies.clear();

        for (int second = 0; second < 600; second++) {
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
            relay.drain();
            relay.drain();
        }

        assertThat(copies).as("after 2, 6, 14, 30, 62 s and then once a minute").hasSize(13);
        assertThat(waiting()).hasSize(3 * BATCH);
    }

    @Test
    void whoeverHasRoomAgainGetsAllOfItWithoutAnotherPause() {
        add(TOLD_TO_MANY, ids("evt_", 3 * BATCH));
        refused.add(TOLD_TO_MANY);
        relay.drain();
        refused.clear();
        copies.clear();

        assertThat(relay.drain()).isZero();
        nanos.addAndGet(Refusals.FIRST_PAUSE_NANOS);
        for (int round = 0; round < 20; round++) {
            relay.drain();
        }

        assertThat(waiting()).isEmpty();
        assertThat(copies).doesNotHaveDuplicates().hasSize(3 * BATCH);
    }

    @Test
    void aQueueThatTakesOneNowAndThenIsOfferedFewMoreThanItTakes() {
        add(TOLD_TO_MANY, ids("evt_", 2 * BATCH));
        refused.add(TOLD_TO_MANY);
        relay.drain();
        copies.clear();

        int taken = 10;
        for (int each = 0; each < taken; each++) {
            refused.clear();
            nanos.addAndGet(Refusals.LONGEST_PAUSE_NANOS);
            relay.drain();
            refused.add(TOLD_TO_MANY);
            relay.drain();
        }

        assertThat(waiting()).hasSize(2 * BATCH - taken);
        assertThat(copies).hasSize(3 * taken);
    }

    @Test
    void whatComesAfterAllRefusedHaveGoneElsewhereWaitsForNoLongPause() {
        add(TOLD_TO_MANY, "a");
        refused.add(TOLD_TO_MANY);
        for (int second = 0; second < 100; second++) {
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
            relay.drain();
        }
        pending.clear(); // another instance had more luck
        refused.clear();
        nanos.addAndGet(Refusals.LONGEST_PAUSE_NANOS);
        relay.drain();

        add(TOLD_TO_MANY, "b");
        nanos.addAndGet(Refusals.FIRST_PAUSE_NANOS);
        assertThat(relay.drain()).isOne();
    }

    @Test
    void anOutageIsWaitedOutWhateverWakes() throws Exception {
        List<Long> tries = new CopyOnWriteArrayList<>();
        add(WORK, "a");
        Relay broken = new Relay(
                new PendingEvents() {
                    @Override
                    public String name() {
                        return "broken";
                    }

                    @Override
                    public List<Outgoing> oldest(int atMost, Set<String> without) {
                        tries.add(System.nanoTime());
                        throw new IllegalStateException("no store");
                    }

                    @Override
                    public List<Outgoing> oldest(int atMost, String ofRoutingKey) {
                        return oldest(atMost, Set.of());
                    }

                    @Override
                    public void forget(List<String> ids) {}
                },
                this::publish,
                nanos::get);
        broken.start();
        try {
            assertThat(within(() -> {
                        broken.wake();
                        return tries.size() == 3;
                    }))
                    .isTrue();
        } finally {
            broken.stop();
        }
        assertThat(tries.get(2) - tries.get(0)).isGreaterThan(TimeUnit.SECONDS.toNanos(3));
    }

    private static String[] ids(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(each -> prefix + each).toArray(String[]::new);
    }

    private void add(String routingKey, String... ids) {
        List<Outgoing> events = new ArrayList<>();
        for (String id : ids) {
            events.add(new Outgoing(id, routingKey, "{}", null));
        }
        pending.addAll(events);
    }

    private Collection<String> waiting() {
        return pending.stream().map(Outgoing::id).toList();
    }

    private boolean[] publish(List<Outgoing> messages) {
        boolean[] confirmed = new boolean[messages.size()];
        for (int i = 0; i < confirmed.length; i++) {
            Outgoing message = messages.get(i);
            copies.add(message.id());
            confirmed[i] = !refused.contains(message.id()) && !refused.contains(message.routingKey());
        }
        return confirmed;
    }

    private static boolean within(BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean() && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return condition.getAsBoolean();
    }
}
