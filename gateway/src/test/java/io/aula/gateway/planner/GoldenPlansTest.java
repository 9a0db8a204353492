package io.aula.gateway.planner;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.parser.Parser;
import io.aula.gateway.operation.Operation;
import io.aula.gateway.operation.OperationNormalizer;
import io.aula.gateway.plan.PlanPrinter;
import io.aula.gateway.supergraph.SupergraphReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every folder below {@code plans/} is a case; {@code -Dgolden.update} writes the plans anew. */
class GoldenPlansTest {

    private static final Path PLANS = Path.of("src/test/resources/plans");

    @TestFactory
    List<DynamicTest> plansReadAsTheyDidBefore() throws IOException {
        try (var files = Files.walk(PLANS)) {
            return files.filter(file -> file.endsWith("operation.graphql"))
                    .map(Path::getParent)
                    .sorted()
                    .map(folder ->
                            DynamicTest.dynamicTest(PLANS.relativize(folder).toString(), () -> check(folder)))
                    .toList();
        }
    }

    private static void check(Path folder) throws IOException {
        var supergraph = SupergraphReader.read(Files.readString(folder.resolve("supergraph.graphql")));
        var document = Parser.parse(Files.readString(folder.resolve("operation.graphql")));
        var operation = new OperationNormalizer(supergraph).normalize(document, Optional.empty());
        var plan = plan(new QueryPlanner(supergraph), operation);
        var golden = folder.resolve("plan.txt");
        if (System.getProperty("golden.update") != null) {
            Files.writeString(golden, plan);
        }
        assertThat(plan).isEqualTo(Files.readString(golden));
    }

    private static String plan(QueryPlanner planner, Operation operation) {
        try {
            return PlanPrinter.print(planner.plan(operation));
        } catch (PlanningException refused) {
            return "Refused: " + refused.getMessage() + "\n";
        }
    }
}
