package io.aula.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.aula.platform.outbox.Inbox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.SimpleTransactionStatus;
import tools.jackson.databind.node.JsonNodeFactory;

class PreparedEffectTest {
    private static final Event EVENT = new Event(
            "evt_1",
            "captions.ready",
            "vid_1",
            1,
            Instant.EPOCH,
            Optional.empty(),
            JsonNodeFactory.instance.objectNode());

    private final List<String> course = new ArrayList<>();

    @Test
    void whatLiesOutsideTheStoreIsReadBeforeTheTransactionAndItsEffectIsWithin() {
        effect((queue, id) -> true, () -> course.add("read")).accept(EVENT);
        assertThat(course).containsExactly("read", "begin", "effect", "commit");
    }

    @Test
    void anEventThatCameBeforeHasNoEffect() {
        effect((queue, id) -> false, () -> course.add("read")).accept(EVENT);
        assertThat(course).containsExactly("read", "begin", "commit");
    }

    @Test
    void whatCannotBeReadBeginsNoTransaction() {
        Consumer<Event> effect = effect((queue, id) -> true, () -> {
            throw new IllegalStateException("no file");
        });
        assertThatIllegalStateException().isThrownBy(() -> effect.accept(EVENT));
        assertThat(course).isEmpty();
    }

    private Consumer<Event> effect(Inbox inbox, Runnable read) {
        EventHandler handler = new EventHandler() {
            @Override
            public String queue() {
                return "q";
            }

            @Override
            public void handle(Event event) {
                prepare(event).run();
            }

            @Override
            public Runnable prepare(Event event) {
                read.run();
                return () -> course.add("effect");
            }
        };
        return MessagingAutoConfiguration.effect(handler, inbox, () -> new Noting(course));
    }

    private record Noting(List<String> course) implements PlatformTransactionManager {
        @Override
        public TransactionStatus getTransaction(TransactionDefinition definition) {
            course.add("begin");
            return new SimpleTransactionStatus();
        }

        @Override
        public void commit(TransactionStatus status) {
            course.add("commit");
        }

        @Override
        public void rollback(TransactionStatus status) {
            course.add("rollback");
        }
    }
}
