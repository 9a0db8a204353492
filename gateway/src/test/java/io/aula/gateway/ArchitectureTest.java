package io.aula.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls between the gateway's packages: what stands below never looks up. */
@AnalyzeClasses(packages = "io.aula.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.aula.gateway.";

    @ArchTest
    static final ArchRule springStaysInWebAndTelemetry = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "web..", ROOT + "telemetry..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "reactor..");

    @ArchTest
    static final ArchRule supergraphKnowsNobody = below(
            "supergraph",
            "operation",
            "graph",
            "plan",
            "planner",
            "executor",
            "subgraph",
            "policy",
            "edge",
            "session",
            "web");

    @ArchTest
    static final ArchRule operationKnowsOnlyTheSupergraph =
            below("operation", "graph", "plan", "planner", "executor", "subgraph", "policy", "edge", "session", "web");

    @ArchTest
    static final ArchRule planIsData =
            below("plan", "planner", "executor", "subgraph", "policy", "edge", "session", "web");

    @ArchTest
    static final ArchRule policyDecidesWithoutPlansOrTransport =
            below("policy", "graph", "plan", "planner", "executor", "subgraph", "edge", "session", "web");

    @ArchTest
    static final ArchRule plannerSendsNothing =
            below("planner", "executor", "subgraph", "policy", "edge", "session", "web");

    @ArchTest
    static final ArchRule executorNeitherPlansNorSpeaksHttp =
            below("executor", "graph", "planner", "subgraph", "policy", "edge", "session", "web");

    @ArchTest
    static final ArchRule subgraphOnlyServesTheExecutor = below(
            "subgraph", "supergraph", "operation", "graph", "plan", "planner", "policy", "edge", "session", "web");

    @ArchTest
    static final ArchRule doorKnowsNoGraph = below(
            "door",
            "supergraph",
            "operation",
            "graph",
            "plan",
            "planner",
            "subgraph",
            "policy",
            "edge",
            "session",
            "web");

    @ArchTest
    static final ArchRule edgeKnowsNoPlatform = below("edge", "web", "telemetry");

    @ArchTest
    static final ArchRule sessionKnowsNoEngine = below("session", "edge", "executor", "planner", "subgraph", "web");

    private static ArchRule below(String lower, String... upper) {
        var forbidden = new String[upper.length];
        for (var i = 0; i < upper.length; i++) {
            forbidden[i] = ROOT + upper[i] + "..";
        }
        return noClasses()
                .that()
                .resideInAPackage(ROOT + lower + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden);
    }
}
