package io.aula.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

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

    /**
     * Who may touch what; what is not drawn may not be.
     *
     * <pre>
     *   web ──▶ session
     *    └────▶ edge ──▶ door ─────────────────────────▶ executor ──▶ plan ──▶ operation ──▶ supergraph
     *            ├────▶ planner ──▶ graph ──▶ supergraph     ▲          ▲          ▲
     *            ├────▶ subgraph ────────────────────────────┘          │          │
     *            ├────▶ policy ─────────────────────────────────────────┼──────────┘
     *            └──── planner ─────────────────────────────────────────┘
     * </pre>
     */
    @ArchTest
    static final ArchRule packagesKnowOnlyWhatIsDrawn = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .ensureAllClassesAreContainedInArchitecture()
            .layer("supergraph")
            .definedBy(ROOT + "supergraph..")
            .layer("operation")
            .definedBy(ROOT + "operation..")
            .layer("graph")
            .definedBy(ROOT + "graph..")
            .layer("plan")
            .definedBy(ROOT + "plan..")
            .layer("planner")
            .definedBy(ROOT + "planner..")
            .layer("executor")
            .definedBy(ROOT + "executor..")
            .layer("subgraph")
            .definedBy(ROOT + "subgraph..")
            .layer("policy")
            .definedBy(ROOT + "policy..")
            .layer("door")
            .definedBy(ROOT + "door..")
            .layer("edge")
            .definedBy(ROOT + "edge..")
            .layer("session")
            .definedBy(ROOT + "session..")
            .layer("web")
            .definedBy(ROOT + "web..")
            .whereLayer("supergraph")
            .mayOnlyBeAccessedByLayers("operation", "graph", "planner", "policy", "edge")
            .whereLayer("operation")
            .mayOnlyBeAccessedByLayers("plan", "planner", "executor", "policy", "edge")
            .whereLayer("graph")
            .mayOnlyBeAccessedByLayers("planner")
            .whereLayer("plan")
            .mayOnlyBeAccessedByLayers("planner", "executor")
            .whereLayer("planner")
            .mayOnlyBeAccessedByLayers("edge")
            .whereLayer("executor")
            .mayOnlyBeAccessedByLayers("door", "subgraph", "edge", "web")
            .whereLayer("subgraph")
            .mayOnlyBeAccessedByLayers("edge")
            .whereLayer("policy")
            .mayOnlyBeAccessedByLayers("edge", "web")
            .whereLayer("door")
            .mayOnlyBeAccessedByLayers("edge")
            .whereLayer("edge")
            .mayOnlyBeAccessedByLayers("web")
            .whereLayer("session")
            .mayOnlyBeAccessedByLayers("web")
            .whereLayer("web")
            .mayNotBeAccessedByAnyLayer();

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
}
