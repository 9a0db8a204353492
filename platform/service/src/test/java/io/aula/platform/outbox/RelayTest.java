package io.aula.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.messaging.ConfirmedPublisher.Outgoing;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class RelayTest {
    private final Set<String> pending = new ConcurrentSkipListSet<>(List.of("a", "b", "c"));
    private final Set<String> refused = new ConcurrentSkipListSet<>(List.of("b"));

    private final Relay relay = new Relay(
            new PendingEvents() {
                @Override
                public String name() {
                    return "test";
                }

                @Override
                public List<Outgoing> oldest(int atMost) {
                    return pending.stream()
                            .limit(atMost)
                            .map(id -> new Outgoing(id, "topic", "{}", null))
                            .toList();
                }

                @Override
                public void forget(List<String> ids) {
                    ids.forEach(pending::remove);
                }
            },
            this::publish);

    @Test
    void whatWasRefusedStaysAndIsOfferedAgainUntilThereIsRoom() throws Exception {
        relay.start();
        try {
            assertThat(within(() -> pending.equals(Set.of("b")))).isTrue();
            refused.clear();
            assertThat(within(pending::isEmpty)).isTrue();
        } finally {
            relay.stop();
        }
    }

    @Test
    void aRoundTellsHowManyAreSafe() {
        assertThat(relay.drain()).isEqualTo(2);
        assertThat(pending).containsExactly("b");
    }

    private boolean[] publish(List<Outgoing> messages) {
        boolean[] confirmed = new boolean[messages.size()];
        for (int i = 0; i < confirmed.length; i++) {
            confirmed[i] = !refused.contains(messages.get(i).id());
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
