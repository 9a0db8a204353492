package io.aula.devstack.cli;

import io.aula.devstack.SetupFailure;
import io.aula.devstack.StackEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * {@code bin/rebuild social}: has the owners state everything again, waits until that arrived, and has social let go of what nobody
 * stated. Cut off anywhere it can be begun again.
 */
final class RebuildCommand {
    private static final String NAME = "rebuild";
    private static final Duration TELLING = Duration.ofMinutes(30);
    private static final Duration SWEEPING = Duration.ofMinutes(10);
    private static final long LOOK_MILLIS = 1_000;
    /** Events wait that long in the broker at most before they are tried again. */
    private static final int LOOKS_WITHOUT_NEWS = 120;

    private static final InternalAct BEGIN = new InternalAct(NAME, "social", "/internal/rebuild");
    private static final InternalAct PEOPLE = new InternalAct(NAME, "identity", "/internal/people", TELLING);
    private static final InternalAct FACTS = new InternalAct(NAME, "courses", "/internal/facts", TELLING);
    private static final InternalAct END = new InternalAct(NAME, "social", "/internal/rebuild/end", SWEEPING);

    private final StackEnvironment environment;
    private final Consumer<String> line;

    RebuildCommand(StackEnvironment environment, Consumer<String> line) {
        this.environment = environment;
        this.line = line;
    }

    void run(List<String> arguments) {
        if (!arguments.equals(List.of("social"))) {
            throw new SetupFailure(
                    "bin/rebuild social: of the services only social keeps what others tell in stores of its own");
        }
        long generation = BEGIN.carriedOut(environment).path("generation").asLong();
        Map<String, Long> told = told();
        line.accept("told again: " + counts(told));
        awaitArrival(generation, told);
        JsonNode ended = END.carriedOut(environment, Map.of("generation", generation, "told", told));
        Map<String, Long> swept = new TreeMap<>();
        ended.path("swept")
                .properties()
                .forEach(kind -> swept.put(kind.getKey(), kind.getValue().asLong()));
        line.accept("let go of what nobody told of: " + counts(swept));
    }

    private Map<String, Long> told() {
        Map<String, Long> told = new TreeMap<>();
        told.put("people", PEOPLE.carriedOut(environment).path("told").asLong());
        FACTS.carriedOut(environment)
                .properties()
                .forEach(kind -> told.put(kind.getKey(), kind.getValue().asLong()));
        told.put("progress", told.getOrDefault("enrollments", 0L)); // each says how far it is
        return told;
    }

    private void awaitArrival(long generation, Map<String, Long> told) {
        long before = -1;
        for (int looks = 0; looks < LOOKS_WITHOUT_NEWS; looks++) {
            JsonNode progress = BEGIN.read(environment);
            JsonNode stated = progress.path("stated");
            boolean isAll = told.entrySet().stream()
                    .allMatch(kind -> stated.path(kind.getKey()).asLong() >= kind.getValue());
            if (isAll || progress.path("generation").asLong() != generation) {
                return; // the end says if it is another's
            }
            long now = told.keySet().stream()
                    .mapToLong(kind -> stated.path(kind).asLong())
                    .sum();
            if (now != before) {
                before = now;
                looks = 0;
            }
            pause();
        }
        throw new SetupFailure(
                NAME + ": of what was told again not all arrives at social; bin/logs social says why. Nothing was taken"
                        + " away; bin/rebuild social begins again");
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SetupFailure(NAME + ": interrupted", e);
        }
    }

    private static String counts(Map<String, Long> kinds) {
        return String.join(
                ", ",
                kinds.entrySet().stream()
                        .map(kind -> kind.getValue() + " " + kind.getKey())
                        .toList());
    }
}
