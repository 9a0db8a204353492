package io.aula.gateway.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random operations over random graphs. {@code -Ddifferential.seed=N} repeats a run, {@code -Ddifferential.supergraphs=N} and
 * {@code -Ddifferential.operations=N} say how much of it, {@code -Ddifferential.seconds=N} when to ask no more; a difference names
 * the seed of its graph, which alone repeats it.
 */
class DifferentialTest {

    private static final long SEED = Long.getLong("differential.seed", 20_261_124);
    private static final int SUPERGRAPHS = Integer.getInteger("differential.supergraphs", 25);
    private static final int OPERATIONS = Integer.getInteger("differential.operations", 500);
    private static final Duration MOST = Duration.ofSeconds(Long.getLong("differential.seconds", 30));
    /** Asked in any case: a busy machine takes longer for them. */
    private static final int LEAST = OPERATIONS / 10;

    private static final int SHOWN = 5;

    private final List<String> differences = new ArrayList<>();
    private int asked;
    private int moves;
    private int requires;

    @Test
    void federatedAnswersEqualTheWholeGraphs() {
        System.out.println(
                "differential: seed %d, %d supergraphs, %d operations".formatted(SEED, SUPERGRAPHS, OPERATIONS));
        var began = System.nanoTime();
        for (var i = 0; i < SUPERGRAPHS && (asked < LEAST || System.nanoTime() - began < MOST.toNanos()); i++) {
            ask(SEED + i, OPERATIONS / SUPERGRAPHS);
        }
        System.out.println("differential: %d asked, %d differ, %d with an entity move, %d with @requires"
                .formatted(asked, differences.size(), moves, requires));
        assertThat(differences.stream().limit(SHOWN))
                .as("%d of %d differ", differences.size(), asked)
                .isEmpty();
        assertThat(asked).as("operations asked").isGreaterThanOrEqualTo(LEAST);
        assertThat(moves).as("operations with an entity move").isGreaterThanOrEqualTo(asked / 2);
        assertThat(requires).as("operations with @requires").isGreaterThanOrEqualTo(asked / 5);
    }

    private void ask(long seed, int operations) {
        var federation = new Federation(seed);
        var random = new Random(seed);
        for (var i = 0; i < operations; i++) {
            var operation = federation.operation(random);
            var outcome = federation.compare(operation);
            asked++;
            moves += outcome.movesEntities() ? 1 : 0;
            requires += outcome.requires() ? 1 : 0;
            outcome.difference().ifPresent(difference -> {
                var smallest = new Shrinker(federation).shrink(operation);
                differences.add("\n-Ddifferential.seed=%d -Ddifferential.supergraphs=1\n%s %s\n%s\n%s"
                        .formatted(
                                seed,
                                smallest.document(),
                                smallest.variables(),
                                federation.compare(smallest).difference().orElse("(differs only sometimes)"),
                                federation.supergraphText));
            });
        }
    }
}
