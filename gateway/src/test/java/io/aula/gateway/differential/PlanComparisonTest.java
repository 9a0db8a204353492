package io.aula.gateway.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Random queries over random graphs, planned by us and by another planner: ours may not need more requests, not even to be
 * done sooner. They have no conditions, because what those spare shows only when answers come.
 *
 * <p>{@code -Ddifferential.planner=FOLDER} is where that planner is installed; the rest is said as for {@link DifferentialTest}.
 */
@EnabledIfSystemProperty(named = "differential.planner", matches = ".+")
class PlanComparisonTest {

    private static final long SEED = Long.getLong("differential.seed", 20_261_124);
    private static final int SUPERGRAPHS = Integer.getInteger("differential.supergraphs", 25);
    private static final int OPERATIONS = Integer.getInteger("differential.operations", 500);
    private static final int SHOWN = 5;

    @TempDir
    Path folder;

    private final List<String> worse = new ArrayList<>();
    private final TreeMap<String, Integer> unplanned = new TreeMap<>();
    private int compared;
    private int better;
    private int sooner;
    private int wrong;
    private int ours;
    private int theirs;

    @Test
    void needsNoMoreRequestsThanAnotherPlanner() throws Exception {
        var other = new OtherPlanner(Path.of(System.getProperty("differential.planner", "")), folder);
        for (var i = 0; i < SUPERGRAPHS; i++) {
            compare(other, SEED + i);
        }
        System.out.println("plans: seed %d, %d queries compared, %d requests by ours and %d by the other planner's"
                .formatted(SEED, compared, ours, theirs));
        System.out.println(
                "plans: ours need fewer requests %d times and more %d times, %d of these to be done sooner, not counting %d of the other's whose answer is wrong"
                        .formatted(better, worse.size(), sooner, wrong));
        System.out.println("plans: the other planner has none for " + unplanned);
        assertThat(worse.stream().limit(SHOWN))
                .as("%d plans with more requests than another planner's", worse.size())
                .isEmpty();
    }

    private void compare(OtherPlanner other, long seed) throws IOException, InterruptedException {
        var federation = new Federation(seed);
        var random = new Random(seed);
        var operations = new ArrayList<RandomOperation.Asked>();
        for (var i = 0; i < OPERATIONS / SUPERGRAPHS; i++) {
            operations.add(federation.operation(random).unconditional());
        }
        // We read what one mutation returned before the next one may change it; the other planner, after the last.
        operations.removeIf(asked -> asked.document().startsWith("mutation"));
        var plans = other.plan(federation.supergraphText, operations, federation.labels());
        for (var i = 0; i < operations.size(); i++) {
            var plan = plans.get(i).path("plan");
            if (plan.isMissingNode()) {
                unplanned.merge(kind(plans.get(i).path("error").asString("")), 1, Integer::sum);
            } else {
                compare(federation, operations.get(i), plan.path("node"));
            }
        }
    }

    /** What it complains of, without the names of this one operation. */
    private static String kind(String error) {
        return error.startsWith("it died")
                ? "it died or thought for too long"
                : error.lines().findFirst().orElse("").replaceAll("'[^']*'|\\[\\d+] has many|: \\w+$|type \\w+$", "…");
    }

    private void compare(Federation federation, RandomOperation.Asked asked, JsonNode plan) {
        var mine = federation.requests(asked);
        var others = OtherPlan.requests(plan);
        compared++;
        ours += mine;
        theirs += others;
        better += mine < others ? 1 : 0;
        if (mine <= others) {
            return;
        }
        if (!federation.answersRightly(asked, plan)) {
            wrong++;
        } else {
            sooner += federation.waves(asked) < OtherPlan.waves(plan) ? 1 : 0;
            worse.add(
                    "\n-Ddifferential.seed=%d -Ddifferential.supergraphs=1\n%s %s\n%d requests rather than %d\n%s\n%s\n%s"
                            .formatted(
                                    federation.seed,
                                    asked.document(),
                                    asked.variables(),
                                    mine,
                                    others,
                                    federation.print(asked),
                                    plan.toPrettyString(),
                                    federation.supergraphText));
        }
    }
}
