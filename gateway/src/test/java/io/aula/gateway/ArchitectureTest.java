package io.aula.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;

/** The walls between the gateway's packages: what stands below never looks up. */
@AnalyzeClasses(packages = "io.aula.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.aula.gateway.";

    @ArchTest
    static final ArchRule springStaysInWeb = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "web..")
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

    /** Plans are kept: one made while the machine was busy would be as poor an hour later. */
    @ArchTest
    static final ArchRule theSameOperationIsPlannedTheSameOnABusyMachine = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "planner..", ROOT + "graph..")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.time..");

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
    static final ArchRule edgeKnowsNoPlatform = below("edge", "web");

    @ArchTest
    static final ArchRule sessionKnowsNoEngine = below("session", "edge", "executor", "planner", "subgraph", "web");

    /** Tokens, cookies and signed paths end by a clock that a test can move; of {@code nanoTime} only spans are made. */
    @ArchTest
    static final ArchRule timeIsAskedOfTheClockThatIsGiven = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + "edge.StandaloneGateway")
            .and()
            .doNotHaveFullyQualifiedName(ROOT + "web.SessionConfiguration")
            .should()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callConstructor(Date.class);

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
