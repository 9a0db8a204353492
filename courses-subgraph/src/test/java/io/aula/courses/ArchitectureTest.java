package io.aula.courses;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.aula.devstack.testing.Dependencies;
import io.aula.devstack.testing.HouseRules;
import io.aula.devstack.testing.SqlClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.stereotype.Repository;
import org.springframework.stereotype.Service;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.aula.courses");
    /** Each feature and those above it that it must not know. */
    private static final Map<String, List<String>> ABOVE = Map.ofEntries(
            entry(
                    "refusal",
                    List.of(
                            "graphql",
                            "catalog",
                            "enrollment",
                            "access",
                            "video",
                            "job",
                            "upload",
                            "playback",
                            "authoring",
                            "progress",
                            "captions",
                            "idempotency")),
            entry(
                    "graphql",
                    List.of(
                            "catalog",
                            "enrollment",
                            "access",
                            "video",
                            "job",
                            "upload",
                            "playback",
                            "authoring",
                            "progress",
                            "captions",
                            "idempotency")),
            entry(
                    "catalog",
                    List.of(
                            "enrollment",
                            "access",
                            "video",
                            "job",
                            "upload",
                            "playback",
                            "authoring",
                            "progress",
                            "captions",
                            "idempotency")),
            entry(
                    "image",
                    List.of(
                            "catalog",
                            "enrollment",
                            "access",
                            "video",
                            "job",
                            "upload",
                            "playback",
                            "authoring",
                            "progress",
                            "captions",
                            "idempotency")),
            entry(
                    "access",
                    List.of("enrollment", "video", "job", "upload", "playback", "authoring", "progress", "captions")),
            entry("enrollment", List.of("video", "job", "upload", "playback", "authoring", "progress", "captions")),
            entry(
                    "video",
                    List.of("enrollment", "access", "job", "upload", "playback", "authoring", "progress", "captions")),
            entry(
                    "job",
                    List.of(
                            "catalog",
                            "enrollment",
                            "access",
                            "upload",
                            "playback",
                            "authoring",
                            "progress",
                            "captions")),
            entry("upload", List.of("enrollment", "access", "playback", "authoring", "progress", "captions")),
            entry("playback", List.of("job", "upload", "authoring", "progress", "captions")),
            entry("authoring", List.of("enrollment", "access", "job", "playback", "progress", "captions")),
            entry("progress", List.of("authoring", "job", "upload", "captions")),
            entry(
                    "search",
                    List.of("enrollment", "video", "job", "upload", "playback", "authoring", "progress", "captions")),
            entry("captions", List.of("enrollment", "upload", "authoring", "progress", "note")),
            entry(
                    "saved",
                    List.of(
                            "access",
                            "enrollment",
                            "video",
                            "job",
                            "upload",
                            "playback",
                            "authoring",
                            "progress",
                            "note",
                            "captions")),
            entry(
                    "note",
                    List.of(
                            "saved",
                            "enrollment",
                            "video",
                            "job",
                            "upload",
                            "playback",
                            "authoring",
                            "progress",
                            "captions")));

    @Test
    void featuresKnowOnlyWhatLiesBelowThem() {
        ABOVE.forEach((feature, above) -> noClasses()
                .that()
                .resideInAPackage("io.aula.courses." + feature + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(above.stream()
                        .map(each -> "io.aula.courses." + each + "..")
                        .toArray(String[]::new))
                .check(CLASSES));
    }

    /** A request about an upload goes from the controllers to the service, to the ledger, to rows and bytes. */
    @Test
    void theWayOfAnUploadGoesDownhill() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.aula.courses.upload")
                .layer("doors")
                .definedBy(named(
                        "TusController",
                        "UploadController",
                        "UploadNodes",
                        "MediaQuotaController",
                        "UploadsOfDeletedVideos"))
                .layer("use cases")
                .definedBy(named("UploadService", "UploadReceiver"))
                .layer("ledger")
                .definedBy(named("UploadLedger", "Admission"))
                .layer("stores")
                .definedBy(named("Uploads", "UploadBytes", "Writers"))
                .whereLayer("doors")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("use cases")
                .mayOnlyBeAccessedByLayers("doors")
                .whereLayer("ledger")
                .mayOnlyBeAccessedByLayers("use cases")
                .whereLayer("stores")
                .mayOnlyBeAccessedByLayers("use cases", "ledger")
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> named(String... names) {
        Set<String> all = Set.of(names);
        return DescribedPredicate.describe(
                String.join(", ", names),
                each -> all.contains(each.getSimpleName())
                        || each.getEnclosingClass()
                                .filter(outer -> all.contains(outer.getSimpleName()))
                                .isPresent());
    }

    /** What reads and writes the rows of a feature is its own affair: others go through its service. */
    @Test
    void rowsAreReachedThroughTheServiceOfTheirFeature() {
        classes()
                .that()
                .resideInAnyPackage(
                        "io.aula.courses.(video|job|upload|playback|progress|note|saved|access|enrollment|catalog|authoring|image)",
                        "io.aula.courses.captions.(*)")
                .and()
                .areAnnotatedWith(Repository.class)
                .should()
                .bePackagePrivate()
                .check(CLASSES);
    }

    /** Tracks, cues and versions are what the parts of captions have in common, and theirs alone. */
    @Test
    void rowsOfTracksAreReachedByThePartsOfCaptionsOnly() {
        classes()
                .that()
                .resideInAPackage("io.aula.courses.captions")
                .and()
                .areAnnotatedWith(Repository.class)
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAPackage("io.aula.courses.captions..")
                .check(CLASSES);
    }

    /** What is heard and what is edited is translated; nothing else of captions knows its neighbours. */
    @Test
    void thePartsOfCaptionsStandOnTracksAndKnowAtMostTranslation() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.aula.courses.captions..")
                .layer("tracks")
                .definedBy("io.aula.courses.captions")
                .layer("file")
                .definedBy("io.aula.courses.captions.file")
                .layer("translation")
                .definedBy("io.aula.courses.captions.translation")
                .layer("hearing")
                .definedBy("io.aula.courses.captions.hearing")
                .layer("editing")
                .definedBy("io.aula.courses.captions.editing")
                .layer("publishing")
                .definedBy("io.aula.courses.captions.publishing")
                .layer("reading")
                .definedBy("io.aula.courses.captions.reading")
                .whereLayer("tracks")
                .mayNotAccessAnyLayer()
                .whereLayer("file")
                .mayNotAccessAnyLayer()
                .whereLayer("translation")
                .mayOnlyAccessLayers("tracks")
                .whereLayer("hearing")
                .mayOnlyAccessLayers("tracks", "translation")
                .whereLayer("editing")
                .mayOnlyAccessLayers("tracks", "translation", "file")
                .whereLayer("publishing")
                .mayOnlyAccessLayers("tracks")
                .whereLayer("reading")
                .mayOnlyAccessLayers("tracks", "file")
                .check(CLASSES);
    }

    @Test
    void nothingIsAskedForThatNobodyUses() {
        assertThat(Dependencies.unused(
                        "flyway-database-postgresql", "graphql-dgs-spring-graphql", "jackson-module-kotlin"))
                .isEmpty();
    }

    @Test
    void servicesSpeakOfTheDomain() {
        HouseRules.servicesSpeakOfTheDomain(Service.class).check(CLASSES);
    }

    @Test
    void timeIsAskedOfTheClockThatIsGiven() {
        HouseRules.timeIsAskedOfTheClockThatIsGiven().check(CLASSES);
        assertThat(SqlClock.askedIn(Path.of("src/main/java"))).isEmpty();
    }

    @Test
    void onlyRepositoriesTalkToTheDatabase() {
        noClasses()
                .that()
                .areNotAnnotatedWith(Repository.class)
                .and()
                .resideOutsideOfPackage("io.aula.courses.db..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(DSLContext.class)
                .check(CLASSES);
    }
}
